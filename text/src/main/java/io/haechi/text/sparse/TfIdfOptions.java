package io.haechi.text.sparse;

import java.util.List;
import java.util.StringJoiner;

/**
 * How counts become weights.
 *
 * @param isSublinear whether a term that occurs {@code n} times counts {@code 1 + ln n} instead of {@code n}
 * @param weighsRarity whether counts are multiplied by {@code ln((1 + documents) / (1 + documents with the term)) + 1}
 * @param normalises whether each row is divided by its Euclidean length
 */
public record TfIdfOptions(boolean isSublinear, boolean weighsRarity, boolean normalises) {
    /** All three: {@code TfidfVectorizer(sublinear_tf=True)} of scikit-learn. */
    public static final TfIdfOptions STANDARD = new TfIdfOptions(true, true, true);

    /** Plain counts, for methods that want them, such as naive Bayes. */
    public static final TfIdfOptions COUNTS = new TfIdfOptions(false, false, false);

    /** In one line that {@link #parse} understands, such as {@code sublinear rarity normalised}. */
    public String name() {
        StringJoiner words = new StringJoiner(" ").setEmptyValue("counts");
        if (isSublinear) {
            words.add("sublinear");
        }
        if (weighsRarity) {
            words.add("rarity");
        }
        if (normalises) {
            words.add("normalised");
        }
        return words.toString();
    }

    /**
     * Options by their name.
     *
     * @throws IllegalArgumentException if the name is none
     */
    public static TfIdfOptions parse(String name) {
        List<String> words = List.of(name.split(" "));
        TfIdfOptions options =
                new TfIdfOptions(words.contains("sublinear"), words.contains("rarity"), words.contains("normalised"));
        if (!options.name().equals(name)) {
            throw new IllegalArgumentException("\"" + name + "\" names no weights; known are \"counts\" or some of"
                    + " \"sublinear rarity normalised\" in this order");
        }
        return options;
    }
}
