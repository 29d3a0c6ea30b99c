package io.haechi.onnx.graph;

import java.util.Set;

/**
 * What the body of an operator finds around it.
 *
 * @param names that it must not give new tensors
 * @param constants those of them that are constants which it uses
 */
record Surroundings(Set<String> names, Set<String> constants) {
    /** Of a whole model. */
    static final Surroundings NONE = new Surroundings(Set.of(), Set.of());

    Surroundings {
        names = Set.copyOf(names);
        constants = Set.copyOf(constants);
    }
}
