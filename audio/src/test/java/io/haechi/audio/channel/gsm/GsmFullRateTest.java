package io.haechi.audio.channel.gsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.features.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against signal.s16, signal.gsm and decoded.s16, which libgsm made: see make_gsm.py. */
class GsmFullRateTest {
    private static final int[] RATIO_BITS = {6, 6, 5, 5, 4, 4, 3, 3};

    @Test
    void whatIsSentIsThatOfLibgsmBitForBit() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Coder coder = new Coder();
        int[] signal = samples("signal.s16");
        for (int start = 0; start < signal.length; start += Coder.FRAME) {
            sent.writeBytes(packed(coder.code(Arrays.copyOfRange(signal, start, start + Coder.FRAME))));
        }
        assertThat(sent.toByteArray()).isEqualTo(bytes("signal.gsm"));
    }

    @Test
    void whatIsHeardIsThatOfLibgsmBitForBit() throws IOException {
        assertThat(GsmFullRate.pass(samples("signal.s16"))).isEqualTo(samples("decoded.s16"));
    }

    @Test
    void aCodecHearsOnlyWhatItIsGiven() {
        float[] speech = Vectors.signal("speech");
        float[] once = new GsmFullRate().apply(speech, new Random(1));
        assertThat(new GsmFullRate().apply(speech, new Random(2))).isEqualTo(once);
        assertThat(once).hasSameSizeAs(speech);
    }

    @Test
    void anySizeOfSoundKeepsItsSize() {
        for (int length : new int[] {0, 1, 319, 320, 321, 5_000}) {
            assertThat(new GsmFullRate().apply(new float[length], new Random(1)))
                    .hasSize(length);
        }
    }

    /** The order of libgsm's files: a signature of four bits, then every number with its bits, the highest first. */
    private static byte[] packed(Frame frame) {
        BigInteger bits = BigInteger.valueOf(0xD);
        for (int i = 0; i < RATIO_BITS.length; i++) {
            bits = with(bits, frame.ratios()[i], RATIO_BITS[i]);
        }
        for (Frame.SubFrame sub : frame.subFrames()) {
            bits = with(with(bits, sub.lag(), 7), sub.gain(), 2);
            bits = with(with(bits, sub.pulses().grid(), 2), sub.pulses().largest(), 6);
            for (int code : sub.pulses().codes()) {
                bits = with(bits, code, 3);
            }
        }
        byte[] signed = bits.toByteArray();
        return Arrays.copyOfRange(signed, signed.length - 33, signed.length);
    }

    private static BigInteger with(BigInteger bits, int value, int count) {
        return bits.shiftLeft(count).or(BigInteger.valueOf(value));
    }

    private static int[] samples(String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
        int[] samples = new int[bytes.remaining() / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort();
        }
        return samples;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = GsmFullRateTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
