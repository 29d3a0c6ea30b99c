package io.haechi.onnx.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory of the process a piece of work takes at its peak.
 *
 * <p>Counts all resident memory, that of native libraries too, which the Java heap does not show. Linux only: it resets the
 * kernel's high-water mark ({@code /proc/self/clear_refs}) and reads it afterwards. Other threads of the process count as
 * well, so the figure is for a process that does nothing else.
 */
public final class PeakMemory {
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final Path STATUS = Path.of("/proc/self/status");

    private PeakMemory() {}

    /** Bytes by which the process grew above what it had before the work; empty where the system does not tell. */
    public static OptionalLong of(Runnable work) {
        System.gc();
        OptionalLong before = bytes("VmRSS:");
        boolean isReset = reset();
        work.run();
        OptionalLong peak = bytes("VmHWM:");
        return isReset && before.isPresent() && peak.isPresent()
                ? OptionalLong.of(Math.max(0, peak.getAsLong() - before.getAsLong()))
                : OptionalLong.empty();
    }

    private static boolean reset() {
        try {
            Files.writeString(RESET, "5");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static OptionalLong bytes(String key) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
