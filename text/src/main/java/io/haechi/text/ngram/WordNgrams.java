package io.haechi.text.ngram;

import io.haechi.text.token.Token;
import io.haechi.text.token.Tokeniser;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * N-grams of words or morphemes. A key is a 64-bit hash of the letters; a vocabulary refuses two terms of one key, and a term
 * outside the vocabulary meets one of 100,000 keys inside it with a chance of 5e-15.
 *
 * @param shortest words in the shortest n-grams, 1 to 5
 * @param longest words in the longest n-grams, {@code shortest} to 5
 * @param tokeniser cuts a text into words
 */
public record WordNgrams(int shortest, int longest, Tokeniser tokeniser) implements Terms {
    private static final int LONGEST = 5;

    public WordNgrams {
        if (shortest < 1 || longest < shortest || longest > LONGEST) {
            throw new IllegalArgumentException("Word n-grams must have between 1 and " + LONGEST
                    + " words, shortest first, got " + shortest + " to " + longest);
        }
    }

    @Override
    public void keys(CharSequence text, KeySink sink) {
        long[] block = new long[CharacterNgrams.BLOCK];
        int[] count = {0};
        locate(text, (key, _, _) -> {
            if (count[0] == block.length) {
                sink.accept(block, count[0]);
                count[0] = 0;
            }
            block[count[0]++] = key;
        });
        if (count[0] > 0) {
            sink.accept(block, count[0]);
        }
    }

    @Override
    public void locate(CharSequence text, TermSink sink) {
        List<Token> tokens = tokeniser.tokens(text);
        for (int first = 0; first < tokens.size(); first++) {
            long hash = TermHash.START;
            for (int n = 1; n <= longest && first + n <= tokens.size(); n++) {
                Token token = tokens.get(first + n - 1);
                hash = n == 1 ? hash : TermHash.with(hash, ' ');
                hash = TermHash.with(hash, token.text());
                if (n >= shortest) {
                    sink.accept(TermHash.finished(hash), tokens.get(first).start(), token.end());
                }
            }
        }
    }

    /** Gives the letters of those terms of this text whose key is asked for, repetitions included. */
    public void spell(CharSequence text, LongPredicate isWanted, SpellingSink sink) {
        List<String> words = tokeniser.words(text);
        for (int first = 0; first < words.size(); first++) {
            long hash = TermHash.START;
            for (int n = 1; n <= longest && first + n <= words.size(); n++) {
                hash = n == 1 ? hash : TermHash.with(hash, ' ');
                hash = TermHash.with(hash, words.get(first + n - 1));
                long key = TermHash.finished(hash);
                if (n >= shortest && isWanted.test(key)) {
                    sink.accept(key, String.join(" ", words.subList(first, first + n)));
                }
            }
        }
    }

    @Override
    public long key(String term) {
        if (term.isEmpty()) {
            throw new IllegalArgumentException("A term of \"" + name() + "\" has at least one word, got none");
        }
        return TermHash.finished(TermHash.with(TermHash.START, term));
    }

    @Override
    public String name() {
        return tokeniser.name() + " " + shortest + "-" + longest;
    }
}
