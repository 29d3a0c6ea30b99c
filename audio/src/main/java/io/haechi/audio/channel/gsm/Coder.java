package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;
import static io.haechi.audio.channel.gsm.Fixed.subtract;

import java.util.Arrays;

/** Frames of 160 samples in, what is sent for them out; remembers what came before. One sound each. */
final class Coder {
    static final int FRAME = 160;
    private static final int SUB_FRAMES = FRAME / LongTerm.LENGTH;

    private final ShortTerm shortTerm = new ShortTerm();
    private final LongTerm longTerm = new LongTerm();
    private int lastInput;
    private int offset;
    private int lastEmphasised;

    /** Codes 160 samples of 16 bits at 8 kHz, of which the upper 13 count. */
    Frame code(int[] samples) {
        int[] frame = prepared(samples);
        int[] ratios = ShortTermAnalysis.codedRatios(frame);
        shortTerm.analyse(frame, ratios);
        Frame.SubFrame[] subFrames = new Frame.SubFrame[SUB_FRAMES];
        for (int s = 0; s < SUB_FRAMES; s++) {
            subFrames[s] = subFrame(Arrays.copyOfRange(frame, s * LongTerm.LENGTH, (s + 1) * LongTerm.LENGTH));
        }
        return new Frame(ratios, subFrames);
    }

    private Frame.SubFrame subFrame(int[] residual) {
        int[] found = longTerm.search(residual);
        int[] predicted = longTerm.predicted(found[0], found[1]);
        int[] remainder = new int[residual.length];
        for (int k = 0; k < remainder.length; k++) {
            remainder[k] = subtract(residual[k], predicted[k]);
        }
        Pulses pulses = Pulses.of(remainder);
        longTerm.remember(predicted, pulses.decoded());
        return new Frame.SubFrame(found[0], found[1], pulses);
    }

    /** Scaled down, without its constant part, and with the treble lifted (5.2.0 to 5.2.3). */
    private int[] prepared(int[] samples) {
        int[] prepared = new int[FRAME];
        for (int k = 0; k < FRAME; k++) {
            int scaled = samples[k] >> 3 << 2;
            int change = scaled - lastInput;
            lastInput = scaled;
            int high = offset >> 15;
            int low = offset - (high << 15);
            long sum = ((long) change << 15) + multiplyRounded(low, 32_735) + 32_735L * high;
            offset = Math.clamp(sum, Integer.MIN_VALUE, Integer.MAX_VALUE);
            int emphasis = multiplyRounded(lastEmphasised, -28_180);
            lastEmphasised = Math.clamp(offset + 16_384L, Integer.MIN_VALUE, Integer.MAX_VALUE) >> 15;
            prepared[k] = add(lastEmphasised, emphasis);
        }
        return prepared;
    }
}
