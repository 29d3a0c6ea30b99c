package io.haechi.cli;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C or a plain {@code kill} asks for an end once, and work ends in order; asked again, the process ends at once.
 *
 * <p>A shutdown hook would come too late: the runtime frees its memory in a hook of its own, which runs beside ours.
 */
final class Interruption implements AutoCloseable {
    private record Replaced(Signal signal, SignalHandler handler) {}

    private final Runnable stop;
    private final List<Replaced> replaced = new ArrayList<>();
    private volatile boolean hasCome;

    /** Calls {@code stop}, from another thread, when the process is asked to end. */
    Interruption(Runnable stop) {
        this.stop = stop;
        for (String name : List.of("INT", "TERM")) {
            try {
                Signal signal = new Signal(name);
                replaced.add(new Replaced(signal, Signal.handle(signal, _ -> come())));
            } catch (IllegalArgumentException e) {
                // The virtual machine keeps this signal to itself (-Xrs): then it ends the process as ever.
            }
        }
    }

    private void come() {
        hasCome = true;
        close();
        stop.run();
    }

    boolean hasCome() {
        return hasCome;
    }

    /** The signals mean again what they meant before. */
    @Override
    public synchronized void close() {
        replaced.forEach(each -> Signal.handle(each.signal(), each.handler()));
        replaced.clear();
    }
}
