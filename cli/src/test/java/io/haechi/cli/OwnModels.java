package io.haechi.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A folder of a person's own models for each test, in a home of its own. Programs stay where they are unpacked: whatever uses a
 * coder first would remember the home that is gone after its test.
 */
final class OwnModels implements BeforeEachCallback, AfterEachCallback {
    /** Where JavaCPP unpacks programs; read when the first one is needed. */
    private static final String UNPACKED = "org.bytedeco.javacpp.cachedir";

    private String home = "";
    private Path folder = Path.of("");

    /** {@code ~/.haechi/models} of this test. */
    Path folder() {
        return folder;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        String named = System.getenv("HAECHI_MODELS");
        assumeTrue(named == null || named.isBlank(), "skipped: HAECHI_MODELS names a folder that is not the tests'");
        home = System.getProperty("user.home");
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(UNPACKED, Path.of(home, ".javacpp", "cache").toString());
        }
        Path fresh = Files.createTempDirectory("own-models");
        folder = Files.createDirectories(fresh.resolve(".haechi/models"));
        System.setProperty("user.home", fresh.toString());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        System.setProperty("user.home", home);
        try (var all = Files.walk(folder.resolve("../..").normalize())) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
