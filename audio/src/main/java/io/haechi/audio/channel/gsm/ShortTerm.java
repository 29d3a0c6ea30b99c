package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;
import static io.haechi.audio.channel.gsm.Fixed.subtract;

/**
 * The lattice filter of eight reflection coefficients, which coder and decoder run in opposite directions. The coded
 * ratios of a frame and of the one before are blended over its first 40 samples (5.2.8 to 5.2.10, 5.3.2).
 */
final class ShortTerm {
    static final int ORDER = 8;

    /** First sample of each stretch with coefficients of its own, and the end. */
    private static final int[] STRETCHES = {0, 13, 27, 40, 160};

    private static final int[] OFFSET = {0, 0, 2048, -2560, 94, -1792, -341, -1144};
    private static final int[] LEAST = {-32, -32, -16, -16, -8, -8, -4, -4};
    private static final int[] INVERSE_SCALE = {13_107, 13_107, 13_107, 13_107, 19_223, 17_476, 31_454, 29_708};

    /** One of the two filters. */
    @FunctionalInterface
    private interface Lattice {
        int next(int sample, int[] coefficients);
    }

    private final int[] state = new int[ORDER + 1];
    private int[] last = new int[ORDER];

    /** From signal to residual, in place. */
    void analyse(int[] frame, int[] codedRatios) {
        run(frame, codedRatios, this::analyse);
    }

    /** From residual to signal, in place. */
    void synthesise(int[] frame, int[] codedRatios) {
        run(frame, codedRatios, this::synthesise);
    }

    private void run(int[] frame, int[] codedRatios, Lattice lattice) {
        int[] ratios = decoded(codedRatios);
        for (int stretch = 0; stretch + 1 < STRETCHES.length; stretch++) {
            int[] coefficients = new int[ORDER];
            for (int i = 0; i < ORDER; i++) {
                coefficients[i] = coefficient(blended(stretch, last[i], ratios[i]));
            }
            for (int k = STRETCHES[stretch]; k < STRETCHES[stretch + 1]; k++) {
                frame[k] = lattice.next(frame[k], coefficients);
            }
        }
        last = ratios;
    }

    private int analyse(int sample, int[] coefficients) {
        int forward = sample;
        int save = sample;
        for (int i = 0; i < ORDER; i++) {
            int backward = state[i];
            state[i] = save;
            save = add(backward, multiplyRounded(coefficients[i], forward));
            forward = add(forward, multiplyRounded(coefficients[i], backward));
        }
        return forward;
    }

    private int synthesise(int sample, int[] coefficients) {
        int forward = sample;
        for (int i = ORDER - 1; i >= 0; i--) {
            forward = subtract(forward, multiplyRounded(coefficients[i], state[i]));
            state[i + 1] = add(state[i], multiplyRounded(coefficients[i], forward));
        }
        state[0] = forward;
        return forward;
    }

    private static int[] decoded(int[] coded) {
        int[] ratios = new int[ORDER];
        for (int i = 0; i < ORDER; i++) {
            int scaled = subtract(add(coded[i], LEAST[i]) << 10, OFFSET[i] << 1);
            int ratio = multiplyRounded(INVERSE_SCALE[i], scaled);
            ratios[i] = add(ratio, ratio);
        }
        return ratios;
    }

    private static int blended(int stretch, int before, int now) {
        return switch (stretch) {
            case 0 -> add(add(before >> 2, now >> 2), before >> 1);
            case 1 -> add(before >> 1, now >> 1);
            case 2 -> add(add(before >> 2, now >> 2), now >> 1);
            default -> now;
        };
    }

    /** A reflection coefficient from a log-area ratio, by three straight lines. */
    private static int coefficient(int ratio) {
        int size = Fixed.magnitude(ratio);
        int value = size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : add(size >> 2, 26_112);
        return ratio < 0 ? -value : value;
    }
}
