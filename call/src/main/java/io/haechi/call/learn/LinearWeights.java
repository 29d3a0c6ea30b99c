package io.haechi.call.learn;

import io.haechi.core.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A linear decision: the logit is {@code intercept + weights · row}.
 *
 * @param weights one for each column
 * @param intercept the logit of an empty row
 */
public record LinearWeights(float[] weights, double intercept) {

    /** Little endian: the intercept as a double, then each weight as a half-precision float. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * weights.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(intercept);
        for (float weight : weights) {
            bytes.putShort(Float.floatToFloat16(weight));
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @param name what to call it in messages
     * @param width how many weights there must be
     * @throws ModelException if there are more or fewer, or one is not finite
     */
    public static LinearWeights read(String name, byte[] content, int width) {
        if (content.length != 8 + 2L * width) {
            throw new ModelException(name + ": holds " + content.length + " bytes, expected " + (8 + 2L * width)
                    + " for " + width + " weights; copy or fit the model again.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        double intercept = bytes.getDouble();
        float[] weights = new float[width];
        boolean isFinite = Double.isFinite(intercept);
        for (int i = 0; i < width; i++) {
            weights[i] = Float.float16ToFloat(bytes.getShort());
            isFinite &= Float.isFinite(weights[i]);
        }
        if (!isFinite) {
            throw new ModelException(name + ": holds weights that are no numbers; copy or fit the model again.");
        }
        return new LinearWeights(weights, intercept);
    }

    /** These weights as they come back from a file. */
    LinearWeights stored() {
        return read("weights", toBytes(), weights.length);
    }
}
