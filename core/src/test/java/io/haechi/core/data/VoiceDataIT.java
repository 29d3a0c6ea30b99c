package io.haechi.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads a real data set, where there is one: {@code -DHAECHI_DATA}, the variable of that name, or ../shared/data. */
class VoiceDataIT {

    @Test
    void aRealManifestIsReadAndNothingCrossesItsSplits() {
        Path folder = data().resolve("voice");
        assumeTrue(Files.isDirectory(folder), folder + " is not here: skipped");
        DataFolder data = DataFolder.open(folder, Problem.VOICE);
        assertThat(data.isGrouped()).isTrue();
        assertThat(data.splits()).containsExactly("test", "train", "valid");
        assertThat(data.entries().getFirst().columns()).containsKey("language");
        DataCheck check = DataCheck.of(data);
        assertThat(check.unreadable()).isEmpty();
        assertThat(check.groupsAcrossSplits()).isEmpty();
        assertThat(check.duplicatesAcrossSplits()).isEmpty();
    }

    private static Path data() {
        String given = System.getProperty("HAECHI_DATA", System.getenv("HAECHI_DATA"));
        // Tests run in the module's folder: the repository is one up, what lies beside it two.
        return Path.of(Objects.requireNonNullElse(given, "../../shared/data"));
    }
}
