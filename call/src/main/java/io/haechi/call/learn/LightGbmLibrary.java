package io.haechi.call.learn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loads LightGBM's native library from a folder of this process alone. Its own loader unpacks to a fixed name in the folder for
 * temporary files: a second process that trains writes over the library that the first one runs, which ends it, and in a folder
 * that many may write to, anybody could leave another library under that name.
 */
final class LightGbmLibrary {
    private static boolean isLoaded;

    private LightGbmLibrary() {}

    /**
     * Loads it, once.
     *
     * @throws IOException if it cannot be unpacked, or there is none for this system
     * @throws UnsatisfiedLinkError if the system refuses it
     */
    static synchronized void load() throws IOException {
        if (isLoaded) {
            return;
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String place = place(system, System.getProperty("os.arch", ""));
        Path folder = Files.createTempDirectory("haechi-lightgbm");
        // What is named last is deleted first.
        folder.toFile().deleteOnExit();
        // The second one is linked to the first.
        for (String name : List.of("lib_lightgbm", "lib_lightgbm_swig")) {
            Path file = folder.resolve(name + ending(system));
            file.toFile().deleteOnExit();
            try (InputStream in = resource(place + file.getFileName())) {
                if (in == null) {
                    throw new IOException("there is none for " + place);
                }
                Files.copy(in, file);
            }
            System.load(file.toString());
        }
        isLoaded = true;
    }

    private static @Nullable InputStream resource(String path) {
        return LightGbmLibrary.class.getResourceAsStream("/" + path);
    }

    static String place(String system, String processor) {
        boolean isArm = processor.equals("aarch64") || processor.equals("arm64");
        return "lightgbm4j/"
                + (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "osx" : "linux")
                + (isArm ? "/aarch64/" : "/x86_64/");
    }

    private static String ending(String system) {
        return system.startsWith("windows") ? ".dll" : system.startsWith("mac") ? ".dylib" : ".so";
    }
}
