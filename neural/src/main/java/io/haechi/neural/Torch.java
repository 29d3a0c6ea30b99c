package io.haechi.neural;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The PyTorch engine behind DJL, loaded on first use with explicit thread counts.
 *
 * <p>Threads inside an operator can be changed at any time; threads between operators only before the engine starts, so they
 * are fixed at one. The engine's natives come out of their jar once, into {@code ~/.djl.ai} (or the folder named by the
 * system property {@code DJL_CACHE_DIR}); nothing is downloaded or reported.
 */
final class Torch {
    private Torch() {}

    /** Starts the engine if need be and lets its operators use this many threads. */
    static synchronized void start(int threads) {
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(threads);
    }

    /** A manager of its own for what must outlive a step. */
    static PtNDManager manager() {
        return (PtNDManager) NDManager.newBaseManager("PyTorch");
    }

    /** Seeds dropout. */
    static void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
