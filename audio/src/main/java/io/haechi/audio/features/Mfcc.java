package io.haechi.audio.features;

/** Mel-frequency cepstral coefficients, with their slopes when asked. */
public final class Mfcc implements FrontEnd {
    private final FrameOptions options;
    private final int coefficients;
    private final int rows;

    /** Coefficients of a signal without pre-emphasis. */
    public Mfcc(FrameOptions options, int coefficients, int melBands, boolean delta, boolean deltaDelta) {
        this(options, coefficients, melBands, delta, deltaDelta, 0f);
    }

    public Mfcc(
            FrameOptions options,
            int coefficients,
            int melBands,
            boolean delta,
            boolean deltaDelta,
            float preEmphasis) {
        this.options = options;
        this.coefficients = coefficients;
        this.rows = coefficients * (1 + (delta ? 1 : 0) + (deltaDelta ? 1 : 0));
    }

    @Override
    public String name() {
        return "mfcc-" + coefficients;
    }

    @Override
    public FrameOptions options() {
        return options;
    }

    @Override
    public int bands() {
        return rows;
    }

    @Override
    public void apply(float[] samples, int from, int length, float[] into, int offset) {
        throw new UnsupportedOperationException("soon");
    }
}
