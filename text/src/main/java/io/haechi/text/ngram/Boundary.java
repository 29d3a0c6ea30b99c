package io.haechi.text.ngram;

import java.util.Locale;

/** Whether a character n-gram may reach from one word into the next. */
public enum Boundary {
    /** N-grams run across words with the space as a character; scikit-learn's {@code analyzer="char"}. */
    ACROSS,
    /** N-grams end at words, which get a space on either side; scikit-learn's {@code analyzer="char_wb"}. */
    WITHIN_WORDS;

    /** As it stands in the name of terms. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
