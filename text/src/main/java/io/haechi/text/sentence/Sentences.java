package io.haechi.text.sentence;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what a recogniser wrote into sentences. Line ends and final punctuation end a sentence wherever they stand. Many
 * recognisers write neither; then a {@link BoundaryModel} says how likely a sentence ends after a word by its ending, the
 * beginning of the next word and how long the sentence is already. Korean verbs close a sentence by their ending (-습니다, -요,
 * -죠, -까, -네), but -고요, -는데 and -서 may as well go on: this is why endings are weighed and not listed.
 *
 * <p>Give it the text as it was transcribed, before it is normalised: speaker marks and punctuation help. Linear in the length
 * of the text; takes any string. Immutable, for any number of threads.
 */
public final class Sentences {
    private final BoundaryModel model;
    private final SentenceOptions options;

    public Sentences(BoundaryModel model, SentenceOptions options) {
        this.model = model;
        this.options = options;
    }

    /** The model that is shipped, with {@link SentenceOptions#STANDARD}. */
    public static Sentences standard() {
        return new Sentences(BoundaryModel.standard(), SentenceOptions.STANDARD);
    }

    /** The sentences of a text without the white space around them; none is empty. */
    public List<String> split(CharSequence text) {
        return spans(text).stream().map(span -> span.of(text)).toList();
    }

    /** Where the sentences of a text stand; together they hold all of it but white space. */
    public List<Span> spans(CharSequence text) {
        List<Word> words = Word.of(text, options.mostSyllables());
        List<Span> spans = new ArrayList<>();
        int first = 0;
        int syllables = 0;
        for (int i = 0; i < words.size(); i++) {
            syllables += words.get(i).letters().length();
            boolean isLast = i == words.size() - 1;
            if (isLast || endsAfter(words, first, i, syllables)) {
                spans.add(new Span(words.get(first).start(), words.get(i).end()));
                first = i + 1;
                syllables = 0;
            }
        }
        return spans;
    }

    private boolean endsAfter(List<Word> words, int first, int at, int syllables) {
        Word word = words.get(at);
        int next = words.get(at + 1).letters().length();
        if (word.isFinal() || syllables + next > options.mostSyllables()) {
            return true;
        }
        return model.probability(Place.in(words, first, at, syllables)) >= options.threshold();
    }
}
