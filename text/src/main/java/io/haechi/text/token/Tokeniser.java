package io.haechi.text.token;

import java.util.List;

/** Cuts a text into words or morphemes. Implementations may be used by any number of threads. */
public sealed interface Tokeniser permits Words, Morphemes {

    /** The tokens of a text in their order. */
    List<Token> tokens(CharSequence text);

    /** Says what this is in one line that {@link #parse} understands. */
    String name();

    /** Only the letters of the tokens. */
    default List<String> words(CharSequence text) {
        return tokens(text).stream().map(Token::text).toList();
    }

    /**
     * A tokeniser by its name.
     *
     * @throws IllegalArgumentException if the name is none
     */
    static Tokeniser parse(String name) {
        if (name.equals(Words.NAME)) {
            return new Words();
        }
        return new Morphemes(MorphemeOptions.parse(name));
    }
}
