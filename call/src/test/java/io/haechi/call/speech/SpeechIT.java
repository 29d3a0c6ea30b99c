package io.haechi.call.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.model.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * With real weights, if {@code whisper-base} is installed: {@code haechi model pull whisper-base}. The clips of known words
 * are not part of the project; without them only the shipped example is written down.
 */
class SpeechIT {
    private static final Path CLIPS = Path.of("..", "..", "shared", "data", "stt");

    @Test
    void aBaseModelGetsFourOfFiveCharactersRight() {
        assumeTrue(Files.exists(CLIPS.resolve("manifest.csv")), "skipped: no clips with known words at " + CLIPS);
        try (SpeechToText writer = open(TranscriptionOptions.STANDARD)) {
            SpeechEvaluation evaluation = SpeechEvaluation.of(writer, CLIPS, 1);
            assertThat(line(evaluation, "clean").errors().rate()).isLessThan(0.22);
            assertThat(line(evaluation, "telephone").errors().rate()).isLessThan(0.22);
        }
    }

    @Test
    void theShippedExampleIsWrittenDownTheSameEachTime() {
        try (SpeechToText writer = open(TranscriptionOptions.STANDARD.withLanguage("auto"))) {
            Path spoken = Path.of("..", "examples", "synthetic-en.m4a");
            Transcript first = writer.transcribe(spoken, TranscriptionListener.NONE);
            assertThat(first.language()).isEqualTo("en");
            assertThat(first.text()).contains("from your bank");
            assertThat(first.utterances()).allMatch(each -> each.confidence() > 0 && each.confidence() <= 1);
            assertThat(writer.transcribe(spoken, TranscriptionListener.NONE)).isEqualTo(first);
        }
    }

    private static SpeechEvaluation.Figures line(SpeechEvaluation evaluation, String name) {
        return Objects.requireNonNull(evaluation.lines().get(name), name);
    }

    private static SpeechToText open(TranscriptionOptions options) {
        ModelStore store = ModelStore.standard();
        assumeTrue(Speech.isInstalled(store), "skipped: no speech model; 'haechi model pull whisper-base' gets one");
        return Speech.open(store, Speech.DEFAULT_MODEL, options);
    }
}
