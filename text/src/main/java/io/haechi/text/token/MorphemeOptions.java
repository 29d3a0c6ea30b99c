package io.haechi.text.token;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which morphemes are kept.
 *
 * @param keptTags parts of speech to keep, by the names of the Sejong tag set that Nori uses (NNG, NNP, VV, VA, EF, JKS, ...);
 *     empty keeps all
 * @param splitsCompounds whether a compound noun is given as its parts instead of as a whole
 */
public record MorphemeOptions(Set<String> keptTags, boolean splitsCompounds) {
    /** Everything that is said: all parts of speech, compounds in parts. */
    public static final MorphemeOptions ALL = new MorphemeOptions(Set.of(), true);

    /**
     * What carries meaning: nouns, verbs, adjectives, roots, adverbs, negations, foreign words and numbers; no particles, no
     * endings, no interjections. Endings tell registers and recognisers apart better than they tell crimes apart.
     */
    public static final MorphemeOptions CONTENT = new MorphemeOptions(
            Set.of(
                    "NNG", "NNP", "NNB", "NNBC", "NP", "NR", "VV", "VA", "VX", "VCN", "MAG", "XR", "XPN", "SL", "SH",
                    "SN"),
            true);

    private static final String NAME = "morphemes";

    public MorphemeOptions {
        Set<String> unknown = new TreeSet<>(keptTags);
        unknown.removeAll(Morphemes.TAGS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown parts of speech " + String.join(", ", unknown) + "; known are "
                    + String.join(", ", Morphemes.TAGS));
        }
        keptTags = Collections.unmodifiableSet(new TreeSet<>(keptTags));
    }

    /** In one line: {@code morphemes}, with {@code /whole} if compounds stay whole and {@code /NNG+VV} for the tags kept. */
    String name() {
        return NAME + (splitsCompounds ? "" : "/whole") + (keptTags.isEmpty() ? "" : "/" + String.join("+", keptTags));
    }

    static MorphemeOptions parse(String name) {
        List<String> parts = Arrays.asList(name.split("/", -1));
        if (!parts.getFirst().equals(NAME) || parts.size() > 3) {
            throw new IllegalArgumentException("\"" + name + "\" names no tokeniser; known are \"" + Words.NAME
                    + "\", \"" + NAME + "\" and such as \"" + NAME + "/whole/NNG+VV\"");
        }
        boolean isWhole = parts.contains("whole");
        String last = parts.getLast();
        Set<String> tags = parts.size() == 1 || last.equals("whole") ? Set.of() : Set.of(last.split("\\+"));
        return new MorphemeOptions(tags, !isWhole);
    }
}
