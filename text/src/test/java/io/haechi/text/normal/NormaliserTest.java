package io.haechi.text.normal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "상담원: 네, 김OO 고객님 맞으시죠?",
                "[상담원] 네 김○○ 고객님 맞으시죠",
                "00:12 상담원 : 네.. 김** 고객님(웃음) 맞으시죠...?",
                "b/ 네 n/ 김{이름} 고객님 맞으시죠?",
                "- 네 음 김#@이름# 고객님 맞으시죠 ㅎㅎ",
                "A: 네 {laughing} 김&name1& 고객님 맞으시죠🙂",
                "[00:00:12.500] (고객1) 어 네 김@이름1 고객님 맞으시죠!!",
                "<상담사> 네 김□□ 고객님 맞으시죠"
            })
    void whoeverWroteItDown(String text) {
        assertThat(Normaliser.CALL.apply(text)).isEqualTo("네 김 고객님 맞으시죠");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "75일|칠십오일",
                "2,500만원|이천오백만원",
                "12,345,678원|천이백삼십사만오천육백칠십팔원",
                "1억 2000만|일억 이천만",
                "10000|만",
                "100000|십만",
                "1천만원|천만원",
                "3시 30분|세시 삼십분",
                "13시|십삼시",
                "20살 3명 2개|스무살 세명 두개",
                "6개월 3 개|육개월 세 개",
                "010-1234-5678|공일공일이삼사오육칠팔",
                "1588|천오백팔십팔",
                "007|공공칠",
                "3.5%|삼점오퍼센트",
                "그때 12:30|그때 십이 삼십",
                "0|영",
                "99999999999999999999|구구구구구구구구구구구구구구구구구구구구",
                "(70%)/(칠십 프로) 할인|칠십 프로 할인",
                "KB국민은행|케이비국민은행",
                "hello World|hello world",
                "ＫＢ　２개|케이비 두개",
                "가아아아아아악|가아아악",
                "네 네 네 네 네 네|네 네",
                "(주)하나 정말|주 하나 정말",
                "카페라떼 ｶﾀ|카페라떼 カタ",
            })
    void forCalls(String text, String expected) {
        assertThat(Normaliser.CALL.apply(text)).isEqualTo(expected);
    }

    @Test
    void aClassicCaseOfOAndXIsNoMask() {
        NormaliserOptions lower = NormaliserOptions.CALL.with(Latin.LOWER);
        assertThat(new Normaliser(lower).apply("book box OK XX은행 OOO님")).isEqualTo("book box ok 은행 님");
        assertThat(new Normaliser(lower.with(Masks.ONE)).apply("XX은행 김OOO님 ***"))
                .isEqualTo("○은행 김○님 ○");
    }

    @Test
    void digitsInEachWay() {
        String text = "3개 1,000원 02-123";
        assertThat(new Normaliser(NormaliserOptions.CALL.with(Digits.MASK)).apply(text))
                .isEqualTo("0개 0원 0");
        assertThat(new Normaliser(NormaliserOptions.CALL.with(Digits.DROP)).apply(text))
                .isEqualTo("개 원");
        assertThat(new Normaliser(NormaliserOptions.CALL.with(Digits.KEEP)).apply(text))
                .isEqualTo("3개 1 000원 02 123");
    }

    @Test
    void linesAndSpaces() {
        String text = "  A: 네  그래요\r\n\r\nB: 어\n  알겠습니다 \n";
        assertThat(new Normaliser(NormaliserOptions.CALL_LINES).apply(text)).isEqualTo("네 그래요\n알겠습니다");
        assertThat(Normaliser.CALL.apply(text)).isEqualTo("네 그래요 알겠습니다");
        assertThat(new Normaliser(NormaliserOptions.CALL_UNSPACED).apply(text)).isEqualTo("네그래요알겠습니다");
        assertThat(new Normaliser(NormaliserOptions.PLAIN).apply(text)).isEqualTo("A: 네 그래요\nB: 어\n알겠습니다");
    }

    @Test
    void decomposedHangulIsComposed() {
        String text = Normalizer.normalize("감사합니다", Normalizer.Form.NFD);
        assertThat(Normaliser.CALL.apply(text)).isEqualTo("감사합니다");
    }

    @Test
    void optionsComeBackFromTheirWords() {
        NormaliserOptions options = NormaliserOptions.CALL.with(Digits.MASK).with("repeats", "3");
        assertThat(NormaliserOptions.of(options.toMap())).isEqualTo(options);
        assertThat(NormaliserOptions.of(Map.of())).isEqualTo(NormaliserOptions.CALL);
        assertThatThrownBy(() -> NormaliserOptions.of(Map.of("digit", "mask"))).hasMessageContaining("no \"digit\"");
        assertThatThrownBy(() -> NormaliserOptions.of(Map.of("digits", "no")))
                .hasMessageContaining("keep, spell, mask");
        assertThatThrownBy(() -> NormaliserOptions.CALL.with("repeats", "101")).hasMessageContaining("got 101");
        assertThatThrownBy(() -> NormaliserOptions.named("x")).hasMessageContaining("known are plain");
    }

    static Stream<String> presets() {
        return Stream.of("plain", "call", "call-lines", "call-unspaced");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void millionsOfOneCharacterTakeLinearTime(String preset) {
        Normaliser normaliser = new Normaliser(NormaliserOptions.named(preset));
        for (String one : new String[] {
            "가", "O", "1", "(", "[", "{", "#", "&", "@", "*", " ", "\n", "ㅋ", "a", "\u0301", "\ud800", "1,", "b/",
            "A:\n", "네 ", "○", "-", "(가)/", "\u0000"
        }) {
            assertThat(normaliser.apply(one.repeat(400_000 / one.length()))).isNotNull();
        }
    }

    @Test
    void tenMillionTimesOneCharacter() {
        assertThat(Normaliser.CALL.apply("가".repeat(10_000_000))).isEqualTo("가가");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyStringIsTakenAndComesOutTidy(long seed) {
        String text = random(seed);
        for (String preset : new String[] {"plain", "call", "call-lines", "call-unspaced"}) {
            String normal = new Normaliser(NormaliserOptions.named(preset)).apply(text);
            assertThat(normal)
                    .as(preset)
                    .doesNotContain("  ")
                    .doesNotStartWith(" ")
                    .doesNotEndWith(" ");
            assertThat(new Normaliser(NormaliserOptions.named(preset)).apply(text))
                    .isEqualTo(normal);
            if (!preset.equals("plain")) {
                assertThat(normal).as(preset).doesNotContainPattern("[0-9.,?!○ㄱ-ㅣ]");
            }
        }
    }

    /** Snippets that mean something here, and characters from anywhere. */
    static String random(long seed) {
        String[] snippets = {
            "상담원:", "[고객]", "(웃음)", "b/", "OO", "김", "은행", "{", "}", "(", ")", "/", "#@이름#", "&", "1,000", "-", ".",
            " ", "\n", "ㅋㅋ", "🙂", "\ud83d", "é", "e\u0301", "２", "A", "xx", "%", "\t", "\u200b", "네 네 네 네"
        };
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString((char) random.nextInt(65536))
                            : snippets[random.nextInt(snippets.length)]);
        }
        return text.toString();
    }
}
