package io.haechi.text.ngram;

import io.haechi.text.token.Tokeniser;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of terms. */
final class TermNames {
    private static final Pattern CHARACTERS = Pattern.compile("char ([1-4])-([1-4]) (across|within-words)");
    private static final Pattern WORDS = Pattern.compile("(.+) ([1-5])-([1-5])");

    private TermNames() {}

    static Terms parse(String name) {
        Matcher characters = CHARACTERS.matcher(name);
        if (characters.matches()) {
            Boundary boundary =
                    Boundary.valueOf(characters.group(3).replace('-', '_').toUpperCase(Locale.ROOT));
            return new CharacterNgrams(number(characters.group(1)), number(characters.group(2)), boundary);
        }
        Matcher words = WORDS.matcher(name);
        if (words.matches()) {
            return new WordNgrams(number(words.group(2)), number(words.group(3)), Tokeniser.parse(words.group(1)));
        }
        throw new IllegalArgumentException("\"" + name + "\" names no terms; known are \"char 2-4 across\","
                + " \"char 2-4 within-words\", \"words 1-2\" and \"morphemes 1-2\"");
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
