package io.haechi.text.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingTrainingTest {
    private static final EmbeddingOptions SMALL =
            EmbeddingOptions.FAST_TEXT.withSize(20, 10).withSubwords(1, 3, 2000);

    @TempDir
    Path folder;

    /** Two worlds whose words never meet: money and weather. */
    private static List<List<String>> documents() {
        String[][] worlds = {{"계좌", "이체", "대출", "금리", "은행", "송금"}, {"날씨", "구름", "바람", "소나기", "우산", "햇빛"}};
        Random random = new Random(5);
        List<List<String>> documents = new ArrayList<>();
        for (int d = 0; d < 400; d++) {
            List<String> document = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                document.add(worlds[d % 2][random.nextInt(6)]);
            }
            documents.add(document);
        }
        documents.get(0).add("홍길동");
        return documents;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void wordsThatGoTogetherComeToLieTogether(Architecture architecture) {
        // Every word is frequent here; skipping frequent ones would skip all.
        EmbeddingOptions options = often(SMALL.with(architecture));
        for (Embeddings embeddings : List.of(FastText.fit(documents(), options), Word2Vec.fit(documents(), options))) {
            assertThat(embeddings.nearest("계좌", 5))
                    .extracting(Neighbour::word)
                    .containsExactlyInAnyOrder("이체", "대출", "금리", "은행", "송금");
        }
    }

    private static EmbeddingOptions often(EmbeddingOptions o) {
        return new EmbeddingOptions(
                o.architecture(),
                o.dimension(),
                o.window(),
                o.epochs(),
                o.minDocuments(),
                o.negatives(),
                o.shortestSubword(),
                o.longestSubword(),
                o.buckets(),
                o.learningRate(),
                1,
                o.threads(),
                o.seed());
    }

    @Test
    void theSameSeedGivesTheSameVectors() {
        FastText first = FastText.fit(documents(), SMALL);
        assertThat(FastText.fit(documents(), SMALL).vector("계좌")).isEqualTo(first.vector("계좌"));
        assertThat(FastText.fit(documents(), SMALL.withThreads(1, 2)).vector("계좌"))
                .isNotEqualTo(first.vector("계좌"));
    }

    @Test
    void aNameOfOneDocumentIsNoWord() {
        assertThat(FastText.fit(documents(), SMALL).words())
                .doesNotContain("홍길동")
                .hasSize(12);
        assertThatThrownBy(() -> FastText.fit(List.of(List.of("홍길동")), SMALL)).hasMessageContaining("5 documents");
    }

    @Test
    void twoThreadsTrainTheSameWords() {
        assertThat(FastText.fit(documents(), SMALL.withThreads(2, 1)).words())
                .containsExactlyElementsOf(FastText.fit(documents(), SMALL).words());
    }

    @Test
    void trainedVectorsComeBackFromTheirFiles() {
        FastText model = FastText.fit(documents(), SMALL);
        Path file = folder.resolve("model.bin");
        model.save(file);
        assertThat(FastText.load(file).vector("계좌")).isEqualTo(model.vector("계좌"));
        assertThat(FastText.load(file).vector("계좌번호"))
                .isEqualTo(model.vector("계좌번호"))
                .isNotEqualTo(new float[20]);
        Path text = folder.resolve("model.vec");
        model.saveVectors(text);
        assertThat(Word2Vec.load(text).vector("계좌")).isEqualTo(model.vector("계좌"));
    }

    @Test
    void theMeanIsOverWordsThatAreKnown() {
        Word2Vec model = Word2Vec.fit(documents(), SMALL);
        float[] a = model.vector("계좌");
        float[] b = model.vector("날씨");
        float[] mean = model.mean(List.of("계좌", "nobody", "날씨"));
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isCloseTo((a[i] + b[i]) / 2, within(1e-6F));
        }
        assertThat(model.mean(List.of("nobody"))).containsOnly(0);
    }

    @Test
    void optionsSayWhatIsAllowed() {
        assertThatThrownBy(() -> SMALL.withSize(0, 1)).hasMessage("Dimension must be between 1 and 1000, got 0");
        assertThatThrownBy(() -> SMALL.withSubwords(3, 2, 10)).hasMessageContaining("between 3 and 10, got 2");
    }
}
