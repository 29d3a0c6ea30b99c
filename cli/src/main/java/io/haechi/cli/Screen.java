package io.haechi.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Whether somebody watches what is printed, even while sound is piped in: the console only knows of both together. */
final class Screen {
    private static final int STANDARD_OUTPUT = 1;

    private Screen() {}

    static boolean isWatched() {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle isTerminal = linker.downcallHandle(
                    linker.defaultLookup().find("isatty").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) isTerminal.invokeExact(STANDARD_OUTPUT) == 1;
        } catch (Throwable e) {
            // A system without that function, or a virtual machine that forbids the call.
            return Terminal.isTerminal();
        }
    }
}
