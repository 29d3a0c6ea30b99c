package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@code ffmpeg} program of the org.bytedeco artefact lies once unpacked.
 *
 * <p>It is unpacked once per version into JavaCPP's cache ({@code ~/.javacpp/cache}, about 70 MB, 0.6 s) and found there
 * afterwards (12 ms). Its libraries are never loaded into this process.
 *
 * <p>The program is linked to desktop libraries (PulseAudio, ALSA, XCB) that servers and containers lack, only for
 * capture devices that we never open. Names of libraries that are needed but never called are therefore given to one
 * harmless library of the artefact by symbolic links in a folder of our own, which the child's search path names first:
 * the dynamic linker is satisfied, and no device can be opened even where the real libraries exist.
 */
final class FfmpegProgram {

    private static final List<String> STOOD_IN_FOR =
            List.of("libpulse.so.0", "libasound.so.2", "libxcb.so.1", "libxcb-shm.so.0");
    private static final String STAND_IN = "libdrm.so.2";

    /** In the lines by which the dynamic linker remarks on every start that the stand-ins are not the real thing. */
    static final String LINKER_REMARK = "no version information available";

    private static @Nullable FfmpegProgram found;

    private final Path executable;
    private final String libraryPath;

    private FfmpegProgram(Path executable, String libraryPath) {
        this.executable = executable;
        this.libraryPath = libraryPath;
    }

    /**
     * Finds the program, unpacking it if need be.
     *
     * @param name the file that needs it, for the message
     * @throws UnreadableInputException when the artefact has no program for this platform or it cannot be unpacked
     */
    static synchronized FfmpegProgram find(String name) {
        FfmpegProgram known = found;
        if (known != null && Files.isExecutable(known.executable)) {
            return known;
        }
        String platform = Loader.getPlatform();
        FfmpegProgram unpacked = unpack(name, platform);
        found = unpacked;
        return unpacked;
    }

    private static FfmpegProgram unpack(String name, String platform) {
        try {
            File[] cached =
                    Loader.cacheResources(org.bytedeco.ffmpeg.ffmpeg.class, "/org/bytedeco/ffmpeg/" + platform + "/");
            if (cached.length == 0) {
                throw new UnreadableInputException(name + ": decoding this needs the library org.bytedeco:ffmpeg for "
                        + platform + ", which is not installed; convert the file to WAV or add that library.");
            }
            Path folder = cached[0].toPath();
            Path program = folder.resolve(platform.startsWith("windows") ? "ffmpeg.exe" : "ffmpeg");
            if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
                throw new IOException(program + " cannot be made executable");
            }
            return new FfmpegProgram(
                    program, platform.startsWith("linux") ? standIns(folder) + File.pathSeparator + folder : "");
        } catch (IOException e) {
            throw new UnreadableInputException(
                    name + ": the decoder cannot be unpacked (" + e.getMessage()
                            + "); make room or write access in ~/.javacpp, or convert the file to WAV.",
                    e);
        }
    }

    private static Path standIns(Path folder) throws IOException {
        Path links = Loader.getCacheDir().toPath().resolve("haechi-stand-ins").resolve(folder.getFileName());
        Files.createDirectories(links);
        for (String library : STOOD_IN_FOR) {
            link(links.resolve(library), folder.resolve(STAND_IN));
        }
        return links;
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            // Another process of ours was faster and made the same link.
        }
    }

    /** The first line of what the program says of its version, such as {@code ffmpeg version 8.0.1}. */
    String version() throws IOException {
        Process child = command(List.of("-version")).redirectErrorStream(true).start();
        try (BufferedReader lines = child.inputReader()) {
            return lines.lines()
                    .filter(line -> line.startsWith("ffmpeg version"))
                    .map(line -> line.replaceFirst(" Copyright.*", ""))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it does not start"));
        } finally {
            child.destroyForcibly();
        }
    }

    /** The program's path. */
    Path executable() {
        return executable;
    }

    /** A process builder for the program with these arguments and an environment of nothing but what it needs. */
    ProcessBuilder command(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(executable.toString());
        builder.command().addAll(arguments);
        builder.environment().clear();
        if (!libraryPath.isEmpty()) {
            builder.environment().put("LD_LIBRARY_PATH", libraryPath);
        }
        return builder;
    }
}
