package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundFileTest {

    @TempDir
    Path folder;

    @Test
    void resamplesWhatItReads() {
        Path file = folder.resolve("tone.wav");
        WavWriter.writeFloat(file, Sound.mono(Tones.sine(440, 44_100, 44_100, 0.5), 44_100));
        Sound sound = SoundFile.readAll(file, 16_000, DecodeLimits.DEFAULT);
        assertThat(sound.sampleRate()).isEqualTo(16_000);
        assertThat(sound.frames()).isEqualTo(16_000);
        float[] exact = Tones.sine(440, 16_000, 16_000, 0.5);
        for (int i = 1000; i < 15_000; i++) {
            assertThat(sound.channels()[0][i]).isCloseTo(exact[i], within(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 100_000})
    void blockSizeNeverChangesTheSound(int frames) {
        Path file = folder.resolve("noise.wav");
        WavWriter.write(file, new Sound(new float[][] {Tones.noise(1, 30_000, 1), Tones.noise(2, 30_000, 1)}, 22_050));
        Sound whole = SoundFile.readAll(file, 16_000, DecodeLimits.DEFAULT);
        float[][] block = new float[2][frames];
        int at = 0;
        try (SoundStream stream = SoundFile.open(file, 16_000, DecodeLimits.DEFAULT)) {
            for (int n = stream.read(block, frames); n >= 0; n = stream.read(block, frames)) {
                for (int i = 0; i < n; i++, at++) {
                    assertThat(block[0][i]).isEqualTo(whole.channels()[0][at]);
                    assertThat(block[1][i]).isEqualTo(whole.channels()[1][at]);
                }
            }
        }
        assertThat(at).isEqualTo(whole.frames());
    }

    @Test
    void missingFileFolderAndEmptyFileAreOneSentenceEach() throws IOException {
        refused(folder.resolve("gone.wav"), "gone.wav: there is no such file; check the path.");
        Path inner = Files.createDirectory(folder.resolve("calls"));
        refused(inner, "calls: is a folder, not a sound file; give the path of a sound file.");
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        refused(empty, "empty.wav: is empty (0 bytes); copy or record it again.");
    }

    @Test
    void fileWithoutPermissionIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.wav"), "RIFF");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user may read everything (root), so nothing can be unreadable");
        refused(file, "secret.wav: may not be read by this user; change its permissions or copy it.");
    }

    @Test
    void textUnderASoundsNameIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("song.mp3"), "Dear diary, today I renamed a file.\n".repeat(50));
        refused(file, "song.mp3: holds text, not sound; give a WAV, MP3, M4A, Ogg, FLAC, AMR, 3GP, WMA or MP4 file.");
    }

    @Test
    void playListsAndUnknownBytesNeverReachADecoder() throws IOException {
        refused(
                Files.writeString(folder.resolve("list.wav"), "#EXTM3U\nhttp://127.0.0.1/x.mp3\n"),
                "list.wav: holds text");
        refused(
                Files.writeString(folder.resolve("cat.mp3"), "ffconcat version 1.0\nfile /etc/passwd\n"),
                "cat.mp3: holds");
        Path picture = Files.write(folder.resolve("a.wav"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
        refused(picture, "a.wav: is not a sound file of a kind Haechi knows; give a WAV");
    }

    @Test
    void limitsAreNamed() {
        Path file = folder.resolve("long.wav");
        WavWriter.write(file, Sound.mono(new float[32_001], 16_000));
        DecodeLimits twoSeconds = new DecodeLimits(1 << 20, Duration.ofSeconds(2), Duration.ofMinutes(1));
        assertThatThrownBy(() -> SoundFile.readAll(
                        file, 16_000, new DecodeLimits(1000, Duration.ofHours(1), Duration.ofHours(1))))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(file + ": has 64,046 bytes, more than the 1,000 allowed; cut it into pieces.");
        assertThatThrownBy(() -> SoundFile.readAll(file, 16_000, twoSeconds))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(file + ": longer than the 2.0 s allowed; cut it into pieces.");
    }

    @Test
    void soundLongerThanAnnouncedIsStillLimited() {
        Path file = WavBytes.riff(WavBytes.OPEN)
                .format(1, 1, 8000, 8)
                .data(WavBytes.OPEN)
                .bytes(new byte[20_000])
                .write(folder.resolve("live.wav"));
        DecodeLimits second = new DecodeLimits(1 << 20, Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThatThrownBy(() -> SoundFile.readAll(file, 16_000, second))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(file + ": longer than the 1.0 s allowed; cut it into pieces.");
    }

    @Test
    void pathsWithSpacesAndHangulAreFine() throws IOException {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode('한'),
                "file names of this locale cannot hold Hangul; set LC_ALL=C.UTF-8");
        Path file = Files.createDirectory(folder.resolve("통화 녹음")).resolve("-엄마 전화 1.wav");
        WavWriter.write(file, Sound.mono(new float[100], 16_000));
        assertThat(SoundFile.readAll(file, 16_000, DecodeLimits.DEFAULT).frames())
                .isEqualTo(100);
        assertThat(SoundFile.looksLikeSound(file)).isTrue();
    }

    @Test
    void looksAtBytesAndNotAtNames() throws IOException {
        Path wav = folder.resolve("note.txt");
        WavWriter.write(wav, Sound.mono(new float[1], 16_000));
        assertThat(SoundFile.looksLikeSound(wav)).isTrue();
        assertThat(SoundFile.looksLikeSound(Files.writeString(folder.resolve("note.wav"), "hello")))
                .isFalse();
        assertThat(SoundFile.looksLikeSound(Files.createFile(folder.resolve("empty.mp3"))))
                .isFalse();
        assertThat(SoundFile.looksLikeSound(folder)).isFalse();
        assertThat(SoundFile.looksLikeSound(folder.resolve("gone"))).isFalse();
    }

    @Test
    void wrongUseIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoundFile.open(folder.resolve("x"), 10, DecodeLimits.DEFAULT))
                .withMessage("Sample rate must be between 1000 and 768000 Hz, got 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodeLimits(0, Duration.ofHours(1), Duration.ofHours(1)))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodeLimits(1, Duration.ZERO, Duration.ofHours(1)))
                .withMessageContaining("Longest sound must be more than zero");
    }

    @Test
    void soundsValidateThemselves() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sound(new float[0][], 16_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sound(new float[9][1], 16_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sound(new float[][] {{1}, {1, 2}}, 16_000))
                .withMessageContaining("channel 1 has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sound.mono(new float[] {0, Float.NaN}, 16_000))
                .withMessageContaining("NaN at frame 1");
        assertThat(Sound.mono(new float[8000], 16_000).seconds()).isEqualTo(0.5);
    }

    @Test
    void durationsAreSaidAsPeopleSayThem() {
        assertThat(LimitedStream.words(Duration.ofHours(6))).isEqualTo("6 h");
        assertThat(LimitedStream.words(Duration.ofMinutes(90))).isEqualTo("90 min");
        assertThat(LimitedStream.words(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(
                        () -> SoundFile.open(file, 16_000, DecodeLimits.DEFAULT).close())
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith(file.getParent() + "/" + message);
    }
}
