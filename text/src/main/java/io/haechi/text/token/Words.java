package io.haechi.text.token;

import java.util.ArrayList;
import java.util.List;

/** What stands between white space. */
public record Words() implements Tokeniser {
    static final String NAME = "words";

    @Override
    public List<Token> tokens(CharSequence text) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                if (i > start) {
                    tokens.add(new Token(text.subSequence(start, i).toString(), start, i, ""));
                }
                start = i + 1;
            }
        }
        return tokens;
    }

    @Override
    public String name() {
        return NAME;
    }
}
