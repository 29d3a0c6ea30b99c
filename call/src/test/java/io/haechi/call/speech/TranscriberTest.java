package io.haechi.call.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.speech.SpeechDetector;
import io.haechi.call.speech.engine.Phrase;
import io.haechi.call.speech.engine.Recogniser;
import io.haechi.call.speech.engine.Recognition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With an engine that writes down how long each piece is, on a spoken example. */
class TranscriberTest {
    private static final Path SPOKEN = Path.of("..", "examples", "synthetic-ko.wav");

    @Test
    void whatIsHeardStandsWhereItWasSaid() {
        float[] speech = speech();
        float[] samples = new float[speech.length + 10 * 16_000];
        System.arraycopy(speech, 0, samples, 10 * 16_000, speech.length);
        Transcript transcript = transcribe(Sound.mono(samples, 16_000), "ko");
        assertThat(transcript.utterances()).isNotEmpty();
        assertThat(transcript.utterances().getFirst().startSeconds()).isBetween(9.5, 11.5);
        assertThat(transcript.seconds()).isCloseTo(samples.length / 16_000.0, within(1e-9));
        assertThat(transcript.utterances().getLast().endSeconds()).isLessThanOrEqualTo(transcript.seconds());
        assertThat(transcript.language()).isEqualTo("ko");
        assertThat(transcript.speechSeconds()).isGreaterThan(1);
    }

    @Test
    void eachChannelIsASpeaker() {
        float[] speech = speech();
        float[] first = Arrays.copyOf(speech, 2 * speech.length + 16_000);
        float[] second = new float[first.length];
        System.arraycopy(speech, 0, second, speech.length + 16_000, speech.length);
        Transcript transcript = transcribe(new Sound(new float[][] {first, second}, 16_000), "ko");
        assertThat(transcript.channels()).isEqualTo(2);
        assertThat(transcript.utterances())
                .extracting(Utterance::channel)
                .startsWith(1)
                .endsWith(2);
        assertThat(transcript.utterances()).extracting(Utterance::startSeconds).isSorted();
    }

    @Test
    void channelsThatHoldTheSameAreHeardOnce() {
        float[] speech = speech();
        Transcript mono = transcribe(Sound.mono(speech, 16_000), "ko");
        Transcript doubled = transcribe(new Sound(new float[][] {speech, speech.clone()}, 16_000), "ko");
        assertThat(doubled.channels()).isEqualTo(1);
        assertThat(doubled.utterances()).isEqualTo(mono.utterances());
        assertThat(doubled.speechSeconds()).isEqualTo(mono.speechSeconds());
    }

    @Test
    void silenceIsATranscriptWithoutWordsAndAReason() {
        Transcript transcript = transcribe(Sound.mono(new float[48_000], 16_000), "ko");
        assertThat(transcript.utterances()).isEmpty();
        assertThat(transcript.limits())
                .containsExactly("0.0 s of speech in 3.0 s of sound; there is nothing to write down. Is the microphone"
                        + " muted?");
        assertThat(transcribe(Sound.mono(new float[0], 16_000), "ko").limits()).hasSize(1);
    }

    @Test
    void anotherLanguageIsSaidUnlessItWasAskedFor() {
        Transcript korean = transcribe(Sound.mono(speech(), 16_000), "ko");
        assertThat(korean.limits()).singleElement().asString().contains("sounds like \"en\"");
        assertThat(transcribe(Sound.mono(speech(), 16_000), "en").limits()).isEmpty();
        Transcript auto = transcribe(Sound.mono(speech(), 16_000), "auto");
        assertThat(auto.limits()).isEmpty();
        assertThat(auto.language()).isEqualTo("en");
    }

    @Test
    void listenersHearAllOfItInOrder() {
        List<Utterance> said = new ArrayList<>();
        List<Double> heard = new ArrayList<>();
        Transcript transcript;
        try (SpeechToText writer = writer("ko");
                SoundInMemory sound = new SoundInMemory(Sound.mono(speech(), 16_000))) {
            transcript = writer.transcribe("x", sound, new TranscriptionListener() {
                @Override
                public void said(Utterance utterance) {
                    said.add(utterance);
                }

                @Override
                public void heard(double seconds) {
                    heard.add(seconds);
                }
            });
        }
        assertThat(said).hasSameSizeAs(transcript.utterances());
        assertThat(heard).isSorted().last().isEqualTo(transcript.seconds());
    }

    @Test
    void optionsSayWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptionOptions.STANDARD.withThreads(3))
                .withMessage("Threads must be 1 or 2, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TranscriptionOptions.STANDARD.withLanguage("Korean"))
                .withMessageContaining("ko or en");
    }

    private static Transcript transcribe(Sound sound, String language) {
        try (SpeechToText writer = writer(language);
                SoundInMemory stream = new SoundInMemory(sound)) {
            return writer.transcribe("x.wav", stream, TranscriptionListener.NONE);
        }
    }

    private static SpeechToText writer(String language) {
        return new Transcriber(
                new Lengths(),
                SpeechDetector.open(),
                TranscriptionOptions.STANDARD.withLanguage(language),
                "lengths",
                "ab");
    }

    private static float[] speech() {
        return SoundFile.readAll(SPOKEN, 16_000, DecodeLimits.DEFAULT).channels()[0];
    }

    /** Writes down how many samples it was given; hears English in everything. */
    private static final class Lengths implements Recogniser {
        @Override
        public Recognition recognise(float[] samples, String language) {
            double seconds = samples.length / 16_000.0;
            Phrase phrase = new Phrase(0.1, seconds, samples.length + " samples", 0.5);
            return new Recognition(List.of(phrase), language.equals(AUTO) ? "en" : language, "en", 0.9);
        }

        @Override
        public String engine() {
            return "lengths";
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
