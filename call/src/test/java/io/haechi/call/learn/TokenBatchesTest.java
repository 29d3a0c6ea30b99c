package io.haechi.call.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.neural.Batch;
import io.haechi.neural.encoder.EncoderTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBatchesTest {
    private static final int PADDING = 99;

    /** A text of n letters has n numbers, all n. */
    private static final EncoderTokens.Reader LETTERS = new EncoderTokens.Reader() {
        @Override
        public long[] numbers(String text) {
            long[] numbers = new long[text.length()];
            Arrays.fill(numbers, text.length());
            return numbers;
        }

        @Override
        public void close() {}
    };

    private static TokenBatches batches() {
        List<Sample> samples = IntStream.rangeClosed(1, 30)
                .mapToObj(n -> new Sample("x".repeat(n), n % 2 == 0, n))
                .toList();
        return TokenBatches.of(samples, LETTERS, PADDING, 4, 5);
    }

    @Test
    void everyTextComesOnceAnEpochWithItsOwnLabelAndCount() {
        TokenBatches batches = batches();
        assertThat(batches.batchesPerEpoch()).isEqualTo(8);
        for (int epoch = 0; epoch < 2; epoch++) {
            List<Integer> seen = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                Batch batch = batches.batch(epoch, index);
                int width = (int) batch.shape()[1];
                for (int row = 0; row < batch.shape()[0]; row++) {
                    int length = (int) batch.inputs()[row * width];
                    seen.add(length);
                    for (int t = 0; t < width; t++) {
                        assertThat(batch.inputs()[row * width + t]).isEqualTo(t < length ? length : PADDING);
                    }
                    assertThat(batch.targets()[row]).isEqualTo(length % 2 == 0 ? 1 : 0);
                    assertThat(batch.weights()[row]).isEqualTo(length);
                }
            }
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 30).boxed().toList());
        }
    }

    @Test
    void aBatchDependsOnEpochAndIndexAlone() {
        Batch third = batches().batch(1, 3);
        TokenBatches others = batches();
        others.batch(0, 5);
        assertThat(others.batch(1, 3).inputs()).isEqualTo(third.inputs());
        assertThat(others.batch(2, 3).inputs()).isNotEqualTo(third.inputs());
    }
}
