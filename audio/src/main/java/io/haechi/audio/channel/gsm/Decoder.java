package io.haechi.audio.channel.gsm;

import static io.haechi.audio.channel.gsm.Fixed.add;
import static io.haechi.audio.channel.gsm.Fixed.multiplyRounded;

/** What was sent in, frames of 160 samples out; remembers what came before. One sound each. */
final class Decoder {
    private final ShortTerm shortTerm = new ShortTerm();
    private final LongTerm longTerm = new LongTerm();
    private int last;

    /** 160 samples of 16 bits at 8 kHz, of which the upper 13 count. */
    int[] decode(Frame sent) {
        int[] frame = new int[Coder.FRAME];
        for (int s = 0; s < sent.subFrames().length; s++) {
            Frame.SubFrame sub = sent.subFrames()[s];
            int[] predicted = longTerm.predicted(sub.lag(), sub.gain());
            int[] residual = longTerm.remember(predicted, sub.pulses().decoded());
            System.arraycopy(residual, 0, frame, s * LongTerm.LENGTH, LongTerm.LENGTH);
        }
        shortTerm.synthesise(frame, sent.ratios());
        for (int k = 0; k < frame.length; k++) {
            last = add(frame[k], multiplyRounded(last, 28_180));
            frame[k] = add(last, last) & ~7;
        }
        return frame;
    }
}
