package io.haechi.bench;

import io.haechi.text.ngram.CharacterNgrams;
import io.haechi.text.normal.Normaliser;
import io.haechi.text.sparse.LinearText;
import io.haechi.text.sparse.SparseRows;
import io.haechi.text.sparse.TfIdf;
import io.haechi.text.sparse.TfIdfOptions;
import io.haechi.text.sparse.VocabularyOptions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A hundred synthesised sentences: microseconds for all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TextBenchmark {
    private List<String> sentences = List.of();
    private LinearText linear = new LinearText(
            TfIdf.fit(List.of(), CharacterNgrams.across(2, 4), VocabularyOptions.ALL, TfIdfOptions.STANDARD),
            new float[0],
            0);

    /** Synthesises sentences and a model with random weights. */
    @Setup
    public void synthesise() {
        CallTexts texts = CallTexts.synthesised(new Random(1));
        TfIdf features =
                TfIdf.fit(texts.training(), CharacterNgrams.across(2, 4), VocabularyOptions.ALL, TfIdfOptions.STANDARD);
        linear = TextComparison.random(features);
        sentences = texts.sentences().subList(0, 100);
    }

    /** Scores without rows. */
    @Benchmark
    public double[] scores() {
        return linear.scores(sentences);
    }

    /** Rows. */
    @Benchmark
    public SparseRows rows() {
        return linear.features().transform(sentences);
    }

    /** Normal form alone; length of the last. */
    @Benchmark
    public int normalised() {
        int length = 0;
        for (String sentence : sentences) {
            length = Normaliser.CALL.apply(sentence).length();
        }
        return length;
    }
}
