package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.UnreadableInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsUnsignedBytes() {
        assertThat(mono(WavBytes.riff(40).format(1, 1, 16_000, 8).data(4).bytes((byte) 0, (byte) 128, (byte) 255, (byte)
                        64)))
                .containsExactly(-1f, 0f, 127 / 128f, -0.5f);
    }

    @Test
    void readsSixteenBits() {
        assertThat(mono(WavBytes.riff(42).format(1, 1, 16_000, 16).data(6).int16(-32_768, 16_384, 32_767)))
                .containsExactly(-1f, 0.5f, 32_767 / 32_768f);
    }

    @Test
    void readsTwentyFourBits() {
        byte[] samples = {0, 0, (byte) 0x80, 0, 0, 0x40, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};
        assertThat(mono(WavBytes.riff(45).format(1, 1, 16_000, 24).data(9).bytes(samples)))
                .containsExactly(-1f, 0.5f, -1 / 8388608f);
    }

    @Test
    void readsThirtyTwoBits() {
        assertThat(mono(WavBytes.riff(44)
                        .format(1, 1, 16_000, 32)
                        .data(8)
                        .int32(1L << 30)
                        .int32(-1L << 31)))
                .containsExactly(0.5f, -1f);
    }

    @Test
    void readsFloats() {
        assertThat(mono(WavBytes.riff(44).format(3, 1, 16_000, 32).data(8).float32(0.125f, -0.75f)))
                .containsExactly(0.125f, -0.75f);
        assertThat(mono(WavBytes.riff(44).format(3, 1, 16_000, 64).data(8).float64(-0.3)))
                .containsExactly(-0.3f);
    }

    @Test
    void readsTelephoneLaws() {
        // ITU-T G.711: mu-law 0x80 and 0x00 are the extremes +-32124, 0xFF is zero; A-law 0xAA and 0x2A are +-32256.
        assertThat(mono(WavBytes.riff(40)
                        .format(7, 1, 16_000, 8)
                        .data(4)
                        .bytes((byte) 0x80, (byte) 0x00, (byte) 0xFF, (byte) 0x7F)))
                .containsExactly(32_124 / 32_768f, -32_124 / 32_768f, 0f, 0f);
        assertThat(mono(WavBytes.riff(40)
                        .format(6, 1, 16_000, 8)
                        .data(4)
                        .bytes((byte) 0xAA, (byte) 0x2A, (byte) 0xD5, (byte) 0x55)))
                .containsExactly(32_256 / 32_768f, -32_256 / 32_768f, 8 / 32_768f, -8 / 32_768f);
    }

    @Test
    void keepsEveryChannelApart() {
        Sound sound = read(
                WavBytes.riff(60).format(1, 3, 16_000, 16).data(12).int16(1 << 14, 1 << 13, 1 << 12, -1 << 14, 0, 0));
        assertThat(sound.channels()).hasDimensions(3, 2);
        assertThat(sound.channels()[0]).containsExactly(0.5f, -0.5f);
        assertThat(sound.channels()[1]).containsExactly(0.25f, 0f);
        assertThat(sound.channels()[2]).containsExactly(0.125f, 0f);
    }

    @Test
    void readsTheExtensibleFormat() {
        WavBytes wav = WavBytes.riff(64)
                .text("fmt ")
                .int32(40)
                .int16(0xFFFE, 1)
                .int32(16_000)
                .int32(32_000)
                .int16(2, 16, 22, 16)
                .int32(4)
                .int16(1)
                .bytes(new byte[14])
                .data(2)
                .int16(-16_384);
        assertThat(mono(wav)).containsExactly(-0.5f);
    }

    @Test
    void skipsChunksItDoesNotKnowAndTheirPadding() {
        WavBytes wav = WavBytes.riff(56)
                .text("LIST")
                .int32(3)
                .bytes(new byte[4])
                .format(1, 1, 16_000, 16)
                .text("junk")
                .int32(1)
                .bytes(new byte[2])
                .data(2)
                .int16(8192);
        assertThat(mono(wav)).containsExactly(0.25f);
    }

    @Test
    void leavesOutWhatFollowsTheSound() {
        assertThat(mono(WavBytes.riff(52)
                        .format(1, 1, 16_000, 16)
                        .data(2)
                        .int16(8192)
                        .text("LIST")
                        .int32(2)
                        .int16(7)))
                .containsExactly(0.25f);
    }

    @ParameterizedTest(name = "RIFF {0}, data {1}")
    @CsvSource({"4294967295, 4294967295", "0, 0", "36, 0", "4294967295, 0"})
    void lengthsLeftOpenByRecordersAreReadToTheEnd(long riff, long data) {
        WavBytes wav = WavBytes.riff(riff).format(1, 1, 16_000, 16).data(data).int16(8192, -8192);
        try (SoundStream stream = SoundFile.open(wav.write(folder.resolve("live.wav")), 16_000, DecodeLimits.DEFAULT)) {
            float[][] frames = new float[1][10];
            assertThat(stream.read(frames, 10)).isEqualTo(2);
            assertThat(stream.read(frames, 10)).isEqualTo(-1);
            assertThat(stream.notes()).singleElement().asString().contains("length open");
        }
    }

    @Test
    void readsRf64WithItsLongSizes() {
        WavBytes wav = new WavBytes()
                .text("RF64")
                .int32(WavBytes.OPEN)
                .text("WAVEds64")
                .int32(28)
                .int64(76)
                .int64(4)
                .int64(2)
                .int32(0)
                .format(1, 1, 16_000, 16)
                .data(WavBytes.OPEN)
                .int16(8192, 16_384);
        assertThat(mono(wav)).containsExactly(0.25f, 0.5f);
    }

    @Test
    void anIncompleteLastFrameIsLeftOut() {
        assertThat(read(WavBytes.riff(43)
                                .format(1, 2, 16_000, 16)
                                .data(7)
                                .int16(1, 2, 3)
                                .bytes((byte) 1))
                        .frames())
                .isEqualTo(1);
    }

    @Test
    void sixtyNineBytesWithForgedSizesAreRefused() {
        refused(
                WavBytes.riff(0x7FFFFFFF)
                        .format(1, 1, 16_000, 16)
                        .data(0x7FFFFFF0)
                        .bytes(new byte[25]),
                "announces 2,147,483,632 bytes of sound but holds 25; it was cut off or damaged");
        refused(
                WavBytes.riff(61).text("junk").int32(0x7FFFFFF0).bytes(new byte[49]),
                "chunk 'junk' of 2,147,483,632 bytes but only 49 are left");
    }

    @Test
    void fourGibibytesClaimedAreRefusedWithoutBeingAllocated() {
        refused(
                WavBytes.riff(1000).format(1, 1, 16_000, 16).data(WavBytes.OPEN).bytes(new byte[100]),
                "announces 4,294,967,295 bytes of sound but holds 100");
        refused(
                new WavBytes()
                        .text("RF64")
                        .int32(WavBytes.OPEN)
                        .text("WAVEds64")
                        .int32(24)
                        .int64(1)
                        .int64(Long.MAX_VALUE)
                        .int64(1)
                        .format(1, 1, 16_000, 16)
                        .data(WavBytes.OPEN)
                        .bytes(new byte[100]),
                "announces 9,223,372,036,854,775,807 bytes");
    }

    @Test
    void negativeLongSizesAreRefused() {
        refused(
                new WavBytes()
                        .text("RF64")
                        .int32(WavBytes.OPEN)
                        .text("WAVEds64")
                        .int32(24)
                        .int64(1)
                        .int64(-5)
                        .int64(1),
                "announces a negative number");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 300, 65_535})
    void impossibleChannelCountsAreNamed(int channels) {
        refused(
                WavBytes.riff(50).format(1, channels, 16_000, 16).data(2).int16(1),
                "has " + channels + " channels (1 to 8 are allowed)");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 768_001, 4_294_967_295L})
    void impossibleRatesAreNamed(long rate) {
        refused(WavBytes.riff(50).format(1, 1, rate, 16).data(2).int16(1), "(1,000 to 768,000 are allowed)");
    }

    @ParameterizedTest(name = "tag {0}, {1} bits")
    @CsvSource({"1, 0", "1, 12", "1, 64", "3, 16", "6, 16", "7, 4"})
    void impossibleWidthsAreNamed(int tag, int bits) {
        refused(WavBytes.riff(50).format(tag, 1, 16_000, bits).data(2).int16(1), "has samples of " + bits + " bits");
    }

    @Test
    void samplesThatAreNoNumbersAreRefusedWithTheirPlace() {
        WavBytes wav = WavBytes.riff(99).format(3, 2, 16_000, 32).data(24);
        refused(
                wav.float32(0, 0, 0, Float.NaN, 0, 0),
                "holds a sample that is not a number (NaN) at 0.0001 s in channel 2; the program that wrote it failed");
        refused(
                WavBytes.riff(99).format(3, 1, 16_000, 32).data(4).float32(Float.NEGATIVE_INFINITY),
                "not a number (-Infinity) at 0.0000 s in channel 1");
        refused(WavBytes.riff(99).format(3, 1, 16_000, 64).data(8).float64(1e300), "not a number (Infinity)");
        refused(
                WavBytes.riff(99).format(3, 1, 16_000, 32).data(4).float32(20_000),
                "holds the sample 2.00e+04, far outside -1 to 1, at 0.0000 s");
    }

    @Test
    void headersCutOffAnywhereAreRefused() {
        refused(WavBytes.riff(4), "ends after 12 bytes, before its format chunk");
        refused(WavBytes.riff(4).text("fm"), "ends after 14 bytes, before its format chunk");
        refused(WavBytes.riff(4).text("fmt ").int32(16).int16(1), "before the end of its format chunk");
        refused(WavBytes.riff(4).format(1, 1, 16_000, 16), "before any sound");
        refused(WavBytes.riff(4).text("fmt ").int32(3), "format chunk of 3 bytes");
        refused(WavBytes.riff(4).text("fmt ").int32(WavBytes.OPEN), "format chunk of 4294967295 bytes");
        refused(WavBytes.riff(4).data(0), "no format chunk before its sound");
        refused(WavBytes.riff(4).text("ds64").int32(2), "size chunk of 2 bytes");
    }

    @Test
    void endlessChunksAreRefused() {
        WavBytes wav = WavBytes.riff(9000);
        for (int i = 0; i < 1001; i++) {
            wav.text("junk").int32(0);
        }
        refused(wav, "more than 1000 chunks");
    }

    @Test
    void noSoundAtAllIsAnEmptySound() {
        assertThat(mono(WavBytes.riff(36).format(1, 1, 16_000, 16).data(0))).isEmpty();
    }

    @Test
    void oneSampleIsASound() {
        assertThat(mono(WavBytes.riff(38).format(1, 1, 16_000, 16).data(2).int16(16_384)))
                .containsExactly(0.5f);
    }

    @Test
    void readsMoreThanItsBufferHolds() {
        float[] samples = Tones.noise(3, 200_001, 1);
        WavWriter.writeFloat(folder.resolve("long.wav"), new Sound(new float[][] {samples, samples}, 16_000));
        Sound read = SoundFile.readAll(folder.resolve("long.wav"), 16_000, DecodeLimits.DEFAULT);
        assertThat(read.channels()[0]).isEqualTo(samples);
        assertThat(read.channels()[1]).isEqualTo(samples);
    }

    @Test
    void whatTheWriterWritesTheReaderReads() {
        float[] samples = {0f, 0.5f, -1f, 2f, -2f, 1 / 32768f};
        Path file = folder.resolve("pcm.wav");
        WavWriter.write(file, Sound.mono(samples, 44_100));
        Sound read = SoundFile.readAll(file, 44_100, DecodeLimits.DEFAULT);
        assertThat(read.sampleRate()).isEqualTo(44_100);
        assertThat(read.channels()[0]).containsExactly(0f, 0.5f, -1f, 32_767 / 32_768f, -1f, 1 / 32768f);
        assertThat(read.seconds()).isCloseTo(6 / 44_100.0, within(1e-12));
    }

    private float[] mono(WavBytes wav) {
        Sound sound = read(wav);
        assertThat(sound.channels()).hasNumberOfRows(1);
        return sound.channels()[0];
    }

    private Sound read(WavBytes wav) {
        return SoundFile.readAll(wav.write(folder.resolve("good.wav")), 16_000, DecodeLimits.DEFAULT);
    }

    private void refused(WavBytes wav, String why) {
        Path file = wav.write(folder.resolve("bad.wav"));
        assertThatThrownBy(() -> SoundFile.readAll(file, 16_000, DecodeLimits.DEFAULT))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }
}
