package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.UnreadableInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrophoneTest {

    @AfterEach
    void unplug() {
        FakeMicrophones.unplugAll();
    }

    @Test
    void noMicrophoneIsSaidInOneSentence() {
        assumeTrue(Microphone.all().isEmpty(), "skipped: this machine has a microphone");
        assertThatThrownBy(() -> Microphone.named(""))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("No microphone was found; plug one in and allow this program to use it,"
                        + " or pipe raw sound into 'haechi listen -'.");
    }

    @Test
    void aDeviceIsFoundByItsNameOrAPartOfIt() {
        FakeMicrophones.plugIn("Fake desk", 16_000, 1, 0);
        FakeMicrophones.plugIn("Fake desk camera", 16_000, 1, 0);
        assertThat(Microphone.named("CAMERA").name()).isEqualTo("Fake desk camera");
        assertThat(Microphone.named("fake DESK").name()).isEqualTo("Fake desk");
        assertThat(Microphone.named("camera").description()).isEqualTo("a device for tests");
        assertThatThrownBy(() -> Microphone.named("fake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("More than one device is called \"fake\"")
                .hasMessageContaining("Fake desk, Fake desk camera");
        assertThatThrownBy(() -> Microphone.named("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No device is called \"none\"; there are ");
    }

    @Test
    void itsSamplesComeAsTheyAre() {
        FakeMicrophones.plugIn("Fake mono", 16_000, 1, 5000);
        try (SoundStream sound = Microphone.named("Fake mono").open(16_000)) {
            float[][] into = new float[1][5000];
            int first = sound.read(into, 5000);
            assertThat(first).as("a tenth of a second").isEqualTo(1600);
            assertThat(into[0][0]).isZero();
            assertThat(into[0][1599]).isEqualTo(1599 / 32768f);
            int frames = first;
            for (int read = sound.read(into, 5000); read >= 0; read = sound.read(into, 5000)) {
                frames += read;
            }
            assertThat(frames).isEqualTo(5000);
        }
    }

    @Test
    void aRateOfItsOwnIsResampledAndBothChannelsAreKept() {
        FakeMicrophones.plugIn("Fake stereo", 48_000, 2, 30_000);
        try (SoundStream sound = Microphone.named("Fake stereo").open(16_000)) {
            assertThat(sound.sampleRate()).isEqualTo(16_000);
            assertThat(sound.channels()).isEqualTo(2);
            float[][] into = new float[2][1600];
            int frames = 0;
            for (int read = sound.read(into, 1600); read >= 0; read = sound.read(into, 1600)) {
                frames += read;
                assertThat(into[1]).isEqualTo(into[0]);
            }
            assertThat(frames).isEqualTo(10_000);
        }
    }

    @Test
    void aDeviceInUseOrUnpluggedOrTooStrangeIsSaid() {
        FakeMicrophones.plugInTaken("Fake taken");
        assertThatThrownBy(() -> Microphone.named("Fake taken").open(16_000))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessage("Fake taken: cannot be opened (line in use); close the program that uses it.");
        Microphone gone = Microphone.named("Fake taken");
        FakeMicrophones.unplugAll();
        assertThatThrownBy(() -> gone.open(16_000))
                .isInstanceOf(UnreadableInputException.class)
                .hasMessageContaining("no longer there");
        FakeMicrophones.plugIn("Fake studio", 96_000, 8, 0);
        assertThat(Microphone.all()).extracting(Microphone::name).doesNotContain("Fake studio");
    }
}
