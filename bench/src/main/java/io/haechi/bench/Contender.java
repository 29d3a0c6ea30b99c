package io.haechi.bench;

/**
 * Someone who does the work of a comparison.
 *
 * @param name as it stands in the table
 * @param isReference whether this is someone else's code
 * @param work one round
 */
record Contender(String name, boolean isReference, Work work) {

    /** One round of work that times itself, so that what surrounds it (a pipe to a child process) does not count. */
    @FunctionalInterface
    interface Work {
        /** Does one round; the seconds of each of its pieces, at least one. */
        double[] run();
    }

    /** Our own code, timed as one piece. */
    static Contender ours(String name, Runnable work) {
        return new Contender(name, false, () -> new double[] {seconds(work)});
    }

    /** Someone else's code in this virtual machine, timed as one piece. */
    static Contender reference(String name, Runnable work) {
        return new Contender(name, true, () -> new double[] {seconds(work)});
    }

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
