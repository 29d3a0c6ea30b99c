package io.haechi.text.token;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.ko.POS;

/**
 * Morphemes by Lucene's Nori with its mecab-ko dictionary. Analysers are costly to make and serve one text at a time, so they
 * are pooled: any number of threads may ask, each borrows one.
 *
 * @see <a href="https://lucene.apache.org/core/10_0_0/analysis/nori/index.html">Nori</a>
 */
public final class Morphemes implements Tokeniser {
    /** The names of all parts of speech. */
    static final Set<String> TAGS = Collections.unmodifiableSet(
            new TreeSet<>(Arrays.stream(POS.Tag.values()).map(Enum::name).toList()));

    private final MorphemeOptions options;
    private final Queue<Analyser> idle = new ConcurrentLinkedQueue<>();

    public Morphemes(MorphemeOptions options) {
        this.options = options;
    }

    /** What is kept. */
    public MorphemeOptions options() {
        return options;
    }

    @Override
    public List<Token> tokens(CharSequence text) {
        Analyser analyser = Objects.requireNonNullElseGet(idle.poll(), () -> new Analyser(options.splitsCompounds()));
        List<Token> tokens = analyser.tokens(text, options.keptTags());
        idle.add(analyser); // One that failed is left to the collector.
        return tokens;
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Morphemes that && options.equals(that.options);
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
