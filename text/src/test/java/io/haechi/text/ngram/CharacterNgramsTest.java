package io.haechi.text.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CharacterNgramsTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithTheDefinition(long seed) {
        Random random = new Random(seed);
        String text = random(random);
        for (Boundary boundary : Boundary.values()) {
            int shortest = 1 + random.nextInt(4);
            int longest = shortest + random.nextInt(5 - shortest);
            CharacterNgrams terms = new CharacterNgrams(shortest, longest, boundary);
            List<String> expected = defined(text, shortest, longest, boundary);
            assertThat(spelled(terms, text)).containsExactlyInAnyOrderElementsOf(expected);
            List<String> located = new ArrayList<>();
            terms.locate(text, (key, start, end) -> {
                located.add(CharacterNgrams.spell(key));
                assertThat(start).isBetween(0, end);
                assertThat(end).isBetween(start, text.length());
            });
            assertThat(located).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /** scikit-learn's _char_ngrams and _char_wb_ngrams, word for word. */
    private static List<String> defined(String raw, int shortest, int longest, Boundary boundary) {
        String text = raw.replaceAll("[ \t\n\u3000]{2,}", " ");
        List<String> terms = new ArrayList<>();
        if (boundary == Boundary.ACROSS) {
            for (int n = shortest; n <= longest; n++) {
                for (int i = 0; i + n <= text.length(); i++) {
                    terms.add(text.substring(i, i + n));
                }
            }
            return terms;
        }
        for (String bare : text.split("[ \t\n\u3000]+")) {
            if (bare.isEmpty()) {
                continue;
            }
            String word = " " + bare + " ";
            for (int n = shortest; n <= longest; n++) {
                int offset = 0;
                terms.add(word.substring(0, Math.min(n, word.length())));
                while (offset + n < word.length()) {
                    offset++;
                    terms.add(word.substring(offset, offset + n));
                }
                if (offset == 0) {
                    break;
                }
            }
        }
        return terms;
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append("가나다 라\t\n\u3000마".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    private static List<String> spelled(Terms terms, String text) {
        List<String> all = new ArrayList<>();
        terms.keys(text, (keys, count) -> {
            for (int i = 0; i < count; i++) {
                all.add(CharacterNgrams.spell(keys[i]));
            }
        });
        return all;
    }

    @Test
    void aLongTextComesInBlocks() {
        String text = "가나다라마바사".repeat(10_000);
        assertThat(spelled(CharacterNgrams.across(2, 4), text)).hasSize(3 * 70_000 - 1 - 2 - 3);
    }

    @Test
    void zeroIsNoCharacter() {
        assertThat(spelled(CharacterNgrams.across(2, 2), "\u0000가")).containsExactly("\uFFFD가");
    }

    @Test
    void namesComeBack() {
        for (String name : List.of(
                "char 2-4 across",
                "char 1-1 within-words",
                "words 1-2",
                "morphemes 1-2",
                "morphemes/whole/NNG+VV 1-1",
                "morphemes/NNG 2-3")) {
            assertThat(Terms.parse(name).name()).isEqualTo(name);
        }
        assertThatThrownBy(() -> Terms.parse("char 2-5 across")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Terms.parse("morphemes/XYZ 1-2")).hasMessageContaining("XYZ");
        assertThatThrownBy(() -> CharacterNgrams.across(3, 2)).hasMessageContaining("between 3 and 4");
    }

    @Test
    void wordKeysAreThoseOfTheirLetters() {
        Terms terms = Terms.parse("words 1-2");
        List<Long> keys = new ArrayList<>();
        terms.locate("네 알겠습니다", (key, _, _) -> keys.add(key));
        assertThat(keys).containsExactly(terms.key("네"), terms.key("네 알겠습니다"), terms.key("알겠습니다"));
    }
}
