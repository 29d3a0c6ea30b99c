package io.haechi.bench;

import java.util.List;

/** To come. */
public final class Benchmarks {
    /** Names. */
    public static final List<String> NAMES = List.of("front-end", "inference");

    private Benchmarks() {}
}
