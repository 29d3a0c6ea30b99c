package io.haechi.call.speech.whisper;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.haechi.core.ModelException;
import io.haechi.onnx.ModelFile;
import io.haechi.onnx.OnnxEnvironment;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two graphs of {@link WhisperGraphs}, loaded. What one step gives to the next stays in the runtime's memory: copying
 * it out and in again would take longer than the step.
 */
final class WhisperNetwork implements AutoCloseable {
    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final int bands;
    private final int layers;
    private final int heads;
    private final int width;
    private final int words;

    private WhisperNetwork(OrtSession encoder, OrtSession decoder) throws OrtException {
        this.encoder = encoder;
        this.decoder = decoder;
        long[] mel = input(encoder, "mel");
        long[] past = input(decoder, "past_key_0");
        this.bands = (int) mel[1];
        this.heads = (int) past[1];
        this.width = (int) past[2];
        int found = 0;
        while (decoder.getInputInfo().containsKey("past_key_" + found)) {
            found++;
        }
        this.layers = found;
        this.words = (int) shape(decoder.getOutputInfo().get("logits"), "logits")[1];
    }

    /**
     * Checks both graphs and loads them.
     *
     * @param threads 1 or more
     * @throws ModelException if one is refused, cannot be loaded, or is none of these graphs
     */
    static WhisperNetwork open(byte[] encoder, byte[] decoder, int threads) {
        ModelFile.check(encoder);
        ModelFile.check(decoder);
        OrtSession first = null;
        OrtSession second = null;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            first = OnnxEnvironment.get().createSession(encoder, options);
            second = OnnxEnvironment.get().createSession(decoder, options);
            return new WhisperNetwork(first, second);
        } catch (OrtException | ModelException e) {
            close(first);
            close(second);
            throw new ModelException("Whisper's graphs cannot be loaded: " + reason(e), e);
        }
    }

    private static long[] input(OrtSession session, String name) throws OrtException {
        return shape(session.getInputInfo().get(name), name);
    }

    private static long[] shape(@Nullable NodeInfo info, String name) {
        if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
            throw new ModelException("there is no \"" + name + "\"; give graphs that 'haechi model pull' wrote");
        }
        return tensor.getShape();
    }

    /** Mel bands of the spectrum it hears. */
    int bands() {
        return bands;
    }

    /** How many tokens it tells apart. */
    int words() {
        return words;
    }

    /** Hears a spectrum {@code [bands][frames]} of an even number of frames, at most 3000. */
    Heard hear(float[] mel, int frames) {
        try (OnnxTensor tensor =
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(mel), new long[] {1, bands, frames})) {
            return new Heard(encoder.run(Map.of("mel", tensor)));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /** What the decoder attends to; for as many lines of tokens as one likes, one after the other. */
    final class Heard implements AutoCloseable {
        private final OrtSession.Result cross;

        private Heard(OrtSession.Result cross) {
            this.cross = cross;
        }

        /** A fresh line of tokens. */
        Line line() {
            return new Line(cross);
        }

        @Override
        public void close() {
            cross.close();
        }
    }

    /** One line of tokens: each step says how likely every token is to come next. */
    final class Line implements AutoCloseable {
        private final OrtSession.Result cross;
        private OrtSession.@Nullable Result past;

        private Line(OrtSession.Result cross) {
            this.cross = cross;
        }

        /** Goes on by these tokens, at least one, and returns the logits after the last. */
        float[] step(long... tokens) {
            Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
            Map<String, OnnxTensor> own = new LinkedHashMap<>();
            try {
                own.put(
                        "tokens",
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), new long[] {1, tokens.length}));
                for (int layer = 0; layer < layers; layer++) {
                    inputs.put("cross_key_" + layer, tensor(cross, "cross_key_" + layer));
                    inputs.put("cross_value_" + layer, tensor(cross, "cross_value_" + layer));
                    if (past == null) {
                        own.put("past_key_" + layer, empty(1, heads, width, 0));
                        own.put("past_value_" + layer, empty(1, heads, 0, width));
                    } else {
                        inputs.put("past_key_" + layer, tensor(past, "key_" + layer));
                        inputs.put("past_value_" + layer, tensor(past, "value_" + layer));
                    }
                }
                inputs.putAll(own);
                OrtSession.Result next = decoder.run(inputs);
                close();
                past = next;
                FloatBuffer buffer = tensor(next, "logits").getFloatBuffer();
                float[] logits = new float[buffer.remaining()];
                buffer.get(logits);
                return logits;
            } catch (OrtException e) {
                throw failed(e);
            } finally {
                own.values().forEach(OnnxTensor::close);
            }
        }

        private OnnxTensor empty(long... shape) throws OrtException {
            return OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), shape);
        }

        private static OnnxTensor tensor(OrtSession.Result result, String name) {
            return (OnnxTensor) result.get(name)
                    .orElseThrow(() -> new ModelException(
                            "Whisper's graphs do not belong together: there is no \"" + name + "\""));
        }

        @Override
        public void close() {
            if (past != null) {
                past.close();
                past = null;
            }
        }
    }

    private static ModelException failed(OrtException e) {
        return new ModelException("Whisper failed: " + reason(e), e);
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    private static void close(@Nullable OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException("Whisper's graphs cannot be closed: " + reason(e), e);
        }
    }

    @Override
    public void close() {
        close(encoder);
        close(decoder);
    }
}
