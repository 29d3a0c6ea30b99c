package io.haechi.call.learn;

import io.haechi.neural.encoder.EncoderTokens;
import io.haechi.onnx.OnnxRunner;

/** A trained encoder at work, one text at a time and without padding. */
record EncoderScorer(EncoderTokens.Reader tokens, OnnxRunner runner) implements TextScorer {
    @Override
    public double logit(String text) {
        long[] numbers = tokens.numbers(text);
        float[] input = new float[numbers.length];
        for (int i = 0; i < input.length; i++) {
            input[i] = numbers[i];
        }
        return runner.run(input, 1, input.length)[0];
    }

    @Override
    public void close() {
        runner.close();
        tokens.close();
    }
}
