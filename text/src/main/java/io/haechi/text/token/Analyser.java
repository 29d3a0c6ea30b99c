package io.haechi.text.token;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer.DecompoundMode;
import org.apache.lucene.analysis.ko.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.AttributeFactory;

/** One Nori tokenizer and what it writes into; for one text at a time. */
final class Analyser {
    private final KoreanTokenizer tokenizer;
    private final CharTermAttribute term;
    private final OffsetAttribute place;
    private final PartOfSpeechAttribute speech;

    Analyser(boolean splitsCompounds) {
        this.tokenizer = new KoreanTokenizer(
                AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY,
                null,
                splitsCompounds ? DecompoundMode.DISCARD : DecompoundMode.NONE,
                false,
                true);
        this.term = tokenizer.addAttribute(CharTermAttribute.class);
        this.place = tokenizer.addAttribute(OffsetAttribute.class);
        this.speech = tokenizer.addAttribute(PartOfSpeechAttribute.class);
    }

    List<Token> tokens(CharSequence text, Set<String> keptTags) {
        List<Token> tokens = new ArrayList<>();
        try {
            tokenizer.setReader(new StringReader(text.toString()));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                String tag = speech.getLeftPOS().name();
                if (keptTags.isEmpty() || keptTags.contains(tag)) {
                    tokens.add(new Token(term.toString(), place.startOffset(), place.endOffset(), tag));
                }
            }
            tokenizer.end();
            tokenizer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be read", e);
        }
        return tokens;
    }
}
