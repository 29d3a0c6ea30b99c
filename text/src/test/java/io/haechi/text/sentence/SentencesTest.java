package io.haechi.text.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentencesTest {
    private static final Sentences SENTENCES = Sentences.standard();

    @TempDir
    Path folder;

    @Test
    void endingsEndSentencesWithoutPunctuation() {
        assertThat(SENTENCES.split("서울은행입니다 무엇을 도와드릴까요 네 계좌 이체가 안 돼서 전화드렸습니다 본인 맞으시죠"))
                .containsExactly("서울은행입니다", "무엇을 도와드릴까요", "네 계좌 이체가 안 돼서 전화드렸습니다", "본인 맞으시죠");
    }

    @Test
    void punctuationAndLinesAlwaysEndThem() {
        assertThat(SENTENCES.split("그래서. 제가?갔는데… 3.5 퍼센트\n그게\r\n이자"))
                .containsExactly("그래서.", "제가?", "갔는데…", "3.5 퍼센트", "그게", "이자");
    }

    @Test
    void aSentenceThatNeverEndsIsCut() {
        Sentences short20 = new Sentences(BoundaryModel.standard(), new SentenceOptions(0.999, 20));
        assertThat(short20.split("가나다라마 ".repeat(40)))
                .allMatch(each -> each.replace(" ", "").length() <= 20);
        assertThat(SENTENCES.split("아".repeat(1_000_000))).hasSize(10_000);
    }

    @Test
    void nothingHasNoSentences() {
        assertThat(SENTENCES.split("")).isEmpty();
        assertThat(SENTENCES.split(" \n\t ")).isEmpty();
        assertThat(SENTENCES.split("...")).containsExactly("...");
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sentencesHoldEverythingButWhiteSpaceInItsOrder(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        String[] pieces = {"네", "습니다", " ", "\n", ".", "?", "3", "고요", "그래서", "\ud83d", "🙂", "\t", "그", "…", "\u2028"};
        for (int i = random.nextInt(80); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        StringBuilder held = new StringBuilder();
        int last = 0;
        for (Span span : SENTENCES.spans(text)) {
            assertThat(span.start()).isGreaterThanOrEqualTo(last);
            held.append(span.of(text));
            last = span.end();
        }
        assertThat(tight(held)).isEqualTo(tight(text));
    }

    private static String tight(CharSequence text) {
        return text.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aModelLearnsWhereSentencesEndAndComesBackFromItsFile() {
        List<List<String>> documents = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            documents.add(List.of("나 는 가 닷", "그 래 서 온 닷", "왜 그런 닷"));
        }
        BoundaryModel model = BoundaryModel.fit(documents, _ -> {});
        Path file = folder.resolve("boundaries.txt");
        model.save(file);
        Sentences sentences = new Sentences(BoundaryModel.load(file), SentenceOptions.STANDARD);
        assertThat(sentences.split("나 는 온 닷 왜 가 닷")).containsExactly("나 는 온 닷", "왜 가 닷");
        BoundaryScore score = BoundaryScore.of(sentences, documents);
        assertThat(score).isEqualTo(new BoundaryScore(80, 0, 0));
        assertThat(score.f1()).isEqualTo(1);
    }

    @Test
    void scoresCountWhatIsWrongAndMissed() {
        BoundaryScore score = new BoundaryScore(6, 2, 4);
        assertThat(score.precision()).isEqualTo(0.75);
        assertThat(score.recall()).isEqualTo(0.6);
        assertThat(score.f1()).isCloseTo(2 * 0.75 * 0.6 / 1.35, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void damagedModelsAreRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "haechi-boundaries 1\nno weight\n");
        assertThatThrownBy(() -> BoundaryModel.load(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no weight");
        Files.writeString(file, "");
        assertThatThrownBy(() -> BoundaryModel.load(file)).isInstanceOf(ModelException.class);
    }
}
