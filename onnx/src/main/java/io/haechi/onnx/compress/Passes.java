package io.haechi.onnx.compress;

import java.util.List;

/** The passes that leave a model's answers as they are, to be composed by those who do not want all of them. */
public final class Passes {
    private Passes() {}

    /** Computes now what is the same at every run; a file never grows by it. */
    public static Pass foldConstants() {
        return new FoldConstants(false);
    }

    /**
     * As {@link #foldConstants()}, and weights that are stored in half precision become 32-bit constants. The file grows by
     * as much, but other passes, and quantisation, see the weights then.
     */
    public static Pass widenHalves() {
        return new FoldConstants(true);
    }

    /** Takes out what leads to no output. */
    public static Pass removeDead() {
        return new RemoveDead();
    }

    /** Takes out operators that give what they are given. */
    public static Pass removeIdentities() {
        return new RemoveIdentities();
    }

    /** All of them, in the order in which each finds most to do. */
    public static List<Pass> all() {
        return List.of(foldConstants(), removeIdentities(), removeDead());
    }
}
