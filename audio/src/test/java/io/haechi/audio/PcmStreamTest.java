package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcmStreamTest {

    @Test
    void samplesAreLittleEndianAndChannelsTakeTurns() {
        byte[] bytes = bytes((short) 0, (short) 16_384, (short) -32_768, (short) 32_767, (short) 1, (short) -1);
        try (SoundStream pcm = open(new ByteArrayInputStream(bytes), 2)) {
            float[][] read = readAll(pcm);
            assertThat(read[0]).containsExactly(0f, -1f, 1 / 32768f);
            assertThat(read[1]).containsExactly(0.5f, 32_767 / 32768f, -1 / 32768f);
            assertThat(pcm.notes()).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aFrameMayComeInPieces(long seed) {
        byte[] bytes = new byte[6 * 1000];
        new Random(seed).nextBytes(bytes);
        Random sizes = new Random(seed);
        InputStream dribbling = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + sizes.nextInt(9)));
            }
        };
        try (SoundStream whole = open(new ByteArrayInputStream(bytes), 3);
                SoundStream pieces = open(dribbling, 3)) {
            assertThat(readAll(pieces)).isDeepEqualTo(readAll(whole));
        }
    }

    @Test
    void whatIsThereIsGivenWithoutWaitingForMore() throws IOException {
        try (PipedOutputStream speaker = new PipedOutputStream();
                SoundStream pcm = open(new PipedInputStream(speaker, 1 << 16), 1)) {
            speaker.write(new byte[200]);
            speaker.flush();
            assertThat(pcm.read(new float[1][5000], 5000)).isEqualTo(100);
        }
    }

    @Test
    void bytesLeftOverAtTheEndAreNoted() {
        try (SoundStream pcm = open(new ByteArrayInputStream(new byte[4 * 10 + 3]), 2)) {
            assertThat(readAll(pcm)[0]).hasSize(10);
            assertThat(pcm.notes())
                    .containsExactly("pipe: ended in the middle of a frame, 3 bytes left over;"
                            + " is it signed 16-bit sound of 2 channels?");
        }
    }

    @Test
    void nothingIsTheEnd() {
        try (SoundStream pcm = open(InputStream.nullInputStream(), 1)) {
            assertThat(pcm.read(new float[1][10], 10)).isEqualTo(-1);
            assertThat(pcm.notes()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"RIFF....WAVEfmt, a WAV file", "OggS.........., a OggS file", "fLaC.........., a fLaC file"})
    void aFileWithAHeaderIsRefusedInsteadOfHeardAsNoise(String head, String called) {
        byte[] bytes = Arrays.copyOf(head.getBytes(StandardCharsets.ISO_8859_1), 400);
        try (SoundStream pcm = open(new ByteArrayInputStream(bytes), 1)) {
            assertThatThrownBy(() -> pcm.read(new float[1][10], 10))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageStartingWith("pipe: begins like " + called)
                    .hasMessageContaining("scan");
        }
    }

    @Test
    void aPipeThatBreaksIsSaidInOneSentence() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (SoundStream pcm = open(broken, 1)) {
            assertThatThrownBy(() -> pcm.read(new float[1][10], 10))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessage("pipe: reading failed (Broken pipe). Try again.");
        }
    }

    @Test
    void anotherRateIsResampled() {
        float[] tone = Tones.sine(440, 48_000, 48_000, 0.5);
        ByteBuffer bytes = ByteBuffer.allocate(2 * tone.length).order(ByteOrder.LITTLE_ENDIAN);
        float[] rounded = new float[tone.length];
        for (int i = 0; i < tone.length; i++) {
            short sample = (short) Math.round(tone[i] * 32_767);
            bytes.putShort(sample);
            rounded[i] = sample / 32768f;
        }
        try (SoundStream pcm = PcmStream.open("pipe", new ByteArrayInputStream(bytes.array()), 48_000, 1, 16_000)) {
            assertThat(pcm.sampleRate()).isEqualTo(16_000);
            assertThat(readAll(pcm)[0]).isEqualTo(Resampler.resample(rounded, 48_000, 16_000));
        }
    }

    @ParameterizedTest(name = "{0} Hz, {1} channels")
    @CsvSource({
        "0, 1, Sample rate must be between 1000 and 768000 Hz, got 0",
        "-16000, 1, Sample rate must be between 1000 and 768000 Hz, got -16000",
        "16000, 0, Channels must be between 1 and 8, got 0",
        "16000, 9, Channels must be between 1 and 8, got 9"
    })
    void ratesAndChannelsThatCannotBeAreRefused(int rate, int channels, String first, String rest) {
        assertThatThrownBy(() -> PcmStream.open("pipe", InputStream.nullInputStream(), rate, channels, 16_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(rest == null ? first : first + ", " + rest);
    }

    private static SoundStream open(InputStream in, int channels) {
        return PcmStream.open("pipe", in, 16_000, channels, 16_000);
    }

    private static byte[] bytes(short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        return bytes.array();
    }

    private static float[][] readAll(SoundStream stream) {
        float[][] all = new float[stream.channels()][0];
        float[][] block = new float[stream.channels()][777];
        for (int read = stream.read(block, 777); read >= 0; read = stream.read(block, 777)) {
            for (int c = 0; c < all.length; c++) {
                int end = all[c].length;
                all[c] = Arrays.copyOf(all[c], end + read);
                System.arraycopy(block[c], 0, all[c], end, read);
            }
        }
        return all;
    }
}
