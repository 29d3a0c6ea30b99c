package io.haechi.bench;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What figures were measured on; without it they mean nothing.
 *
 * @param cpu the processor's name
 * @param flags its instruction sets that matter here
 * @param processors how many of them this virtual machine may use
 * @param jdk vendor and version of the Java runtime
 * @param collector the garbage collector at work
 * @param system name and architecture of the operating system
 * @param load how many threads of the whole machine wanted a processor over the last minute; negative if unknown
 */
public record Machine(
        String cpu, List<String> flags, int processors, String jdk, String collector, String system, double load) {
    private static final List<String> TELLING_FLAGS =
            List.of("sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "asimd", "asimddp");

    /** This one, now. */
    public static Machine here() {
        String name = System.getProperty("os.arch");
        Set<String> flags = new TreeSet<>();
        for (String line : cpuinfo()) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("model name")) {
                name = value;
            } else if (line.startsWith("flags") || line.startsWith("Features")) {
                flags.addAll(Arrays.asList(value.split(" ")));
            }
        }
        flags.retainAll(TELLING_FLAGS);
        return new Machine(
                name,
                List.copyOf(flags),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.vendor") + " " + Runtime.version(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(" + ")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether others were at work when it was looked at, so that figures are worth less. */
    public boolean isBusy() {
        return load > 0.5;
    }

    private static List<String> cpuinfo() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            // Only Linux has it; elsewhere the architecture must do.
            return List.of();
        }
    }
}
