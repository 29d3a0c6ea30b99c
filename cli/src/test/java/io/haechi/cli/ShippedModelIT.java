package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.Problem;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Voice;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's first command with the model that ships. */
class ShippedModelIT {
    private static final long MOST_BYTES = 60_000_000;

    @Test
    void theExamplesAreScannedWithTheModelThatShips() {
        assumeTrue(
                ModelStore.of().ids().contains(Voice.DEFAULT_MODEL),
                "skipped: " + Voice.DEFAULT_MODEL + " does not ship with this build");
        Run run = Run.of("scan", "--model", Voice.DEFAULT_MODEL, Path.of("..", "examples"));
        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("truncated.m4a");
        assertThat(run.out()).contains("synthetic-ko.wav").contains("silence.wav: 판단불가 UNSURE");
    }

    @Test
    void allThatShipsFitsIntoTheBudgetAndEveryVoiceModelSpeaks() {
        ModelStore shipped = ModelStore.of();
        assertThat(shipped.ids().stream()
                        .mapToLong(id -> shipped.find(id).sizeBytes())
                        .sum())
                .isLessThanOrEqualTo(MOST_BYTES);
        Path speech = Path.of("..", "examples", "synthetic-ko.wav");
        for (String id : shipped.ids()) {
            if (shipped.find(id).card().problem().equals(Problem.VOICE.name())) {
                Run run = Run.of("scan", "--json", "--model", id, speech);
                assertThat(run.code()).as(id).isEqualTo(ExitCode.DONE);
                assertThat(run.out()).as(id).contains("\"modelId\":\"" + id + "\"");
            }
        }
    }
}
