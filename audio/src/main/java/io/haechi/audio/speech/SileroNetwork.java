package io.haechi.audio.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The network itself: rows of 576 samples in, one probability each out, a recurrent state passed along. */
final class SileroNetwork implements AutoCloseable {

    /** Samples of the row: 64 of context and the 512 of the chunk. */
    static final int ROW = 64 + SpeechDetector.CHUNK;

    /** Floats of each of the two states. */
    static final int STATE = 128;

    private static final String RESOURCE = "silero-vad-6.2.3-16k.onnx";
    private static final String SHA256 = "9ccdacc4719d8aa7e45a77536bfabec45a03ba1f2fad5e241ab4060b24238a85";
    private static final long[] STATE_SHAPE = {1, 1, STATE};

    private final OrtEnvironment environment;
    private final OrtSession session;

    private SileroNetwork(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static SileroNetwork load() {
        byte[] model = checked(bytes());
        try {
            OrtEnvironment environment = OnnxEnvironment.get();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                return new SileroNetwork(environment, environment.createSession(model, options));
            }
        } catch (OrtException e) {
            throw new ModelException(RESOURCE + ": cannot be loaded (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Hears {@code rows} rows that follow one another.
     *
     * @param input {@code rows} times {@link #ROW} samples
     * @param hidden {@link #STATE} floats, replaced by the state after the last row
     * @param cell likewise
     * @return one probability per row
     */
    float[] probabilities(float[] input, int rows, float[] hidden, float[] cell) {
        try (OnnxTensor x = tensor(FloatBuffer.wrap(input, 0, rows * ROW), rows, ROW);
                OnnxTensor h = tensor(FloatBuffer.wrap(hidden), STATE_SHAPE);
                OnnxTensor c = tensor(FloatBuffer.wrap(cell), STATE_SHAPE);
                OrtSession.Result result = session.run(Map.of("input", x, "h", h, "c", c))) {
            ((OnnxTensor) result.get(1)).getFloatBuffer().get(hidden);
            ((OnnxTensor) result.get(2)).getFloatBuffer().get(cell);
            float[] probabilities = new float[rows];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
            return probabilities;
        } catch (OrtException e) {
            throw new ModelException(RESOURCE + ": cannot be run (" + e.getMessage() + ")", e);
        }
    }

    private OnnxTensor tensor(FloatBuffer floats, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, floats, shape);
    }

    private static byte[] bytes() {
        try (InputStream in = SileroNetwork.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ModelException(RESOURCE + ": is missing from this installation; install it again.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException(RESOURCE + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Returns the model if it is the one whose hash stands here. */
    static byte[] checked(byte[] model) {
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(model));
            if (!hash.equals(SHA256)) {
                throw new ModelException(
                        RESOURCE + ": has SHA-256 " + hash + ", expected " + SHA256 + "; install it again.");
            }
            return model;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException(RESOURCE + ": cannot be closed (" + e.getMessage() + ")", e);
        }
    }
}
