package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of file that people have on their phones, encoded here from tones and decoded again. */
class DecodeIT {

    private static final int SECONDS = 3;

    @TempDir
    static Path folder;

    private static Path mono;
    private static Path stereo;

    @BeforeAll
    static void makeTones() {
        float[] left = Tones.sine(440, 44_100, 44_100 * SECONDS, 0.5);
        float[] right = Tones.sine(1000, 44_100, 44_100 * SECONDS, 0.25);
        mono = folder.resolve("mono.wav");
        stereo = folder.resolve("stereo.wav");
        WavWriter.write(mono, Sound.mono(left, 44_100));
        WavWriter.write(stereo, new Sound(new float[][] {left, right}, 44_100));
    }

    @AfterEach
    void noDecoderIsLeft() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .as("child processes")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            song.mp3,     -c:a libmp3lame -b:a 128k
            memo.m4a,     -c:a aac -b:a 128k
            raw.aac,      -c:a aac -b:a 128k
            voice.ogg,    -c:a libopus -b:a 64k -ar 48000
            clip.flac,    -c:a flac
            old.wma,      -c:a wmav2 -b:a 128k
            note.webm,    -c:a libopus -ar 48000
            track.mka,    -c:a flac
            apple.caf,    -c:a pcm_s16be
            apple.aiff,   -c:a pcm_s16be
            sun.au,       -c:a pcm_s16be
            cinema.ac3,   -c:a ac3 -b:a 192k
            alac.m4a,     -c:a alac
            adpcm.wav,    -c:a adpcm_ms
            film.mp4,     -f lavfi -i color=black:s=64x64:r=5:d=3 -map 0:a -map 1:v -c:v mpeg4 -c:a aac -b:a 128k
            film.avi,     -f lavfi -i color=black:s=64x64:r=5:d=3 -map 0:a -map 1:v -c:v mpeg4 -c:a libmp3lame -b:a 128k
            """)
    void stereoFilesKeepBothSpeakers(String file, String words) throws Exception {
        Path path = Encoder.encode(folder.resolve(file), words, stereo);
        assertThat(SoundFile.looksLikeSound(path)).isTrue();
        Sound sound = SoundFile.readAll(path, 16_000, DecodeLimits.DEFAULT);
        assertThat(sound.channels()).hasNumberOfRows(2);
        assertThat(sound.seconds()).isCloseTo(SECONDS, within(0.12));
        assertThat(amplitude(sound, 0, 440)).isCloseTo(0.5, within(0.03));
        assertThat(amplitude(sound, 1, 1000)).isCloseTo(0.25, within(0.03));
        assertThat(amplitude(sound, 0, 1000)).isLessThan(0.02);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            call.amr,     -c:a libopencore_amrnb -ar 8000 -b:a 12.2k, 0.15
            wide.amr,     -c:a libvo_amrwbenc -ar 16000 -b:a 23.85k, 0.15
            call.3gp,     -c:a libopencore_amrnb -ar 8000 -b:a 12.2k, 0.15
            low.mp3,      -c:a libmp3lame -ar 16000 -b:a 24k, 0.05
            tiny.mp3,     -c:a libmp3lame -ar 8000 -b:a 8k, 0.1
            speex.ogg,    -c:a libspeex -ar 16000, 0.15
            """)
    void telephoneFilesAreOneSpeaker(String file, String words, double tolerance) throws Exception {
        Path path = Encoder.encode(folder.resolve(file), words, mono);
        Sound sound = SoundFile.readAll(path, 16_000, DecodeLimits.DEFAULT);
        assertThat(sound.channels()).hasNumberOfRows(1);
        assertThat(sound.seconds()).isCloseTo(SECONDS, within(0.12));
        assertThat(amplitude(sound, 0, 440)).isCloseTo(0.5, within(tolerance));
    }

    @Test
    void vorbisIsRead() throws Exception {
        // This build's own Vorbis encoder is experimental and mixes the sides, so the levels prove nothing here.
        Path path = Encoder.encode(folder.resolve("music.ogg"), "-c:a vorbis -strict -2 -ac 2", stereo);
        Sound sound = SoundFile.readAll(path, 16_000, DecodeLimits.DEFAULT);
        assertThat(sound.channels()).hasNumberOfRows(2);
        assertThat(sound.seconds()).isCloseTo(SECONDS, within(0.12));
        assertThat(amplitude(sound, 0, 440)).isGreaterThan(0.3);
    }

    @Test
    void namesAreNeverTakenForOptionsOrProtocols() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("통화 녹음"));
        for (String name : new String[] {"-i.mp3", "http:x.mp3", "엄마 (1) 100%d.mp3", "concat:a|b.mp3"}) {
            Path path = Encoder.encode(inner.resolve(name), "-c:a libmp3lame", mono);
            assertThat(SoundFile.readAll(path, 16_000, DecodeLimits.DEFAULT).seconds())
                    .isCloseTo(SECONDS, within(0.12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-movflags +faststart"})
    void truncatedFilesSayThatTheyWereCutOff(String flags) throws Exception {
        Path whole = Encoder.encode(folder.resolve("whole.m4a"), ("-c:a aac " + flags).strip(), stereo);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("truncated.m4a"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        refused(cut, "truncated.m4a: the file ends before its ");
        refused(cut, "it was cut off in transfer. Copy it again.");
    }

    @Test
    void filmWithoutSoundSaysSo() throws Exception {
        Path film = Encoder.encode(folder.resolve("mute.mp4"), "-f lavfi -i color=black:s=64x64:d=1 -c:v mpeg4");
        refused(film, "mute.mp4: holds no sound track; give a file with sound.");
    }

    @Test
    void moreChannelsThanSpeakersAreNamed() throws Exception {
        Path twelve = Encoder.encode(folder.resolve("twelve.mka"), "-c:a pcm_s16le -ac 12", mono);
        refused(twelve, "twelve.mka: has 12 channels (1 to 8 are allowed)");
    }

    @Test
    void sixChannelsAreKept() throws Exception {
        Path six = Encoder.encode(folder.resolve("six.flac"), "-c:a flac -ac 6", mono);
        assertThat(SoundFile.readAll(six, 16_000, DecodeLimits.DEFAULT).channels())
                .hasNumberOfRows(6);
    }

    @Test
    void noiseBehindATrueMarkIsOneSentence() throws IOException {
        byte[] noise = new byte[50_000];
        new Random(5).nextBytes(noise);
        // Not AMR: its frames have no check sum, so any noise behind its mark is a sound of noise.
        for (String mark : new String[] {"ID3\u0003\0\0\0\0\0\0", "OggS", "fLaC", "\0\0\0\u0018ftypM4A "}) {
            byte[] bytes = noise.clone();
            System.arraycopy(mark.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, mark.length());
            Path file = Files.write(folder.resolve("noise.bin"), bytes);
            assertThatThrownBy(() -> drain(file, DecodeLimits.DEFAULT))
                    .as(mark)
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageNotContainingAny("\n", "0x", "ffmpeg", "demux");
        }
    }

    @Test
    void scriptsBehindAnMp3MarkAreNotFollowed() throws IOException {
        String script = "ID3\u0003\0\0\0\0\0\0#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\nffconcat version 1.0\nfile x\n";
        Path file = Files.writeString(folder.resolve("list.mp3"), script, StandardCharsets.ISO_8859_1);
        refused(file, "list.mp3: ");
        Path text = Files.writeString(folder.resolve("list.wav"), "RIFF\0\0\0\0WAVE" + script);
        refused(text, "list.wav: ");
    }

    @Test
    void soundBeyondItsLimitIsRefused() throws Exception {
        Path path = Encoder.encode(folder.resolve("limit.mp3"), "-c:a libmp3lame", mono);
        DecodeLimits second = new DecodeLimits(1 << 20, Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThatThrownBy(() -> drain(path, second))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(path + ": longer than the 1.0 s allowed; cut it into pieces.");
    }

    @Test
    void timeBeyondItsLimitIsRefused() throws Exception {
        Path path = Encoder.encode(folder.resolve("slow.flac"), "-f lavfi -i anoisesrc=d=300:r=48000 -c:a flac");
        DecodeLimits instant = new DecodeLimits(1 << 30, Duration.ofHours(1), Duration.ofMillis(15));
        assertThatThrownBy(() -> drain(path, instant))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage(
                        path + ": decoding took longer than the 0.015 s allowed; cut it into pieces or convert it to"
                                + " WAV.");
    }

    @Test
    void closingEarlyEndsTheDecoder() throws Exception {
        Path path = Encoder.encode(folder.resolve("early.flac"), "-f lavfi -i anoisesrc=d=60:r=48000 -c:a flac");
        SoundStream stream = SoundFile.open(path, 16_000, DecodeLimits.DEFAULT);
        assertThat(stream.read(new float[1][100], 100)).isEqualTo(100);
        assertThat(ProcessHandle.current().children()).isNotEmpty();
        stream.close();
        stream.close();
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws Exception {
        Path path = Encoder.encode(folder.resolve("temp.mp3"), "-c:a libmp3lame", mono);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var before = Files.list(temporary)) {
            var names = before.toList();
            drain(path, DecodeLimits.DEFAULT);
            try (var after = Files.list(temporary)) {
                assertThat(after.filter(p -> !names.contains(p))
                                .filter(p -> p.toString().contains("ffmpeg")))
                        .isEmpty();
            }
        }
    }

    private static double amplitude(Sound sound, int channel, double hertz) {
        float[] x = sound.channels()[channel];
        return Tones.amplitude(x, x.length / 4, 3 * x.length / 4, hertz, 16_000);
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> drain(file, DecodeLimits.DEFAULT))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    private static void drain(Path file, DecodeLimits limits) {
        try (SoundStream stream = SoundFile.open(file, 16_000, limits)) {
            float[][] block = new float[stream.channels()][4096];
            while (stream.read(block, 4096) >= 0) {}
        }
    }
}
