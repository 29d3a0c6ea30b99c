package io.haechi.audio.features;

/** Log-mel power spectrum. */
public final class LogMel implements FrontEnd {
    /** Value of {@code topDb} that leaves the range open. */
    public static final float NO_TOP_DB = Float.POSITIVE_INFINITY;

    public LogMel(FrameOptions options, int bands) {
        this(options, bands, 0f, NO_TOP_DB);
    }

    public LogMel(FrameOptions options, int bands, float preEmphasis, float topDb) {
        this.options = options;
        this.bands = bands;
    }

    private final FrameOptions options;
    private final int bands;

    @Override
    public String name() {
        return "log-mel-" + bands;
    }

    @Override
    public FrameOptions options() {
        return options;
    }

    @Override
    public int bands() {
        return bands;
    }

    @Override
    public void apply(float[] samples, int from, int length, float[] into, int offset) {
        throw new UnsupportedOperationException("soon");
    }
}
