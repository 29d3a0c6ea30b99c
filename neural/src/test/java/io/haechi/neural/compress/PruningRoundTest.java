package io.haechi.neural.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.onnx.compress.prune.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruningRoundTest {
    @Test
    void allAtOnceIsOneRound() {
        assertThat(PruningRound.of(Schedule.named("one-shot", 0.5), 12)).containsExactly(new PruningRound(0.5, 12));
    }

    @Test
    void graduallyTheCutsGetSmallerAndTheLastQuarterRecovers() {
        // Looked at after 1/4, 2/4, 3/4 and 4/4 of training, the cubic is at 1 - (2/3)^3, 1 - (1/3)^3, 1 and 1 of its
        // share.
        List<PruningRound> rounds = PruningRound.of(new Schedule.Gradual(0, 0.54, 0, 0.75), 12);
        assertThat(rounds).extracting(PruningRound::epochs).containsExactly(3, 3, 6);
        assertThat(rounds.get(0).share()).isEqualTo(0.38, within(1e-12));
        assertThat(rounds.get(1).share()).isEqualTo(0.52, within(1e-12));
        assertThat(rounds.get(2).share()).isEqualTo(0.54);
    }

    @Test
    void everyEpochIsInOneRoundAndNoRoundIsEmpty() {
        for (int epochs = 1; epochs < 30; epochs++) {
            List<PruningRound> rounds = PruningRound.of(Schedule.named("gradual", 0.5), epochs);
            assertThat(rounds.stream().mapToInt(PruningRound::epochs).sum()).isEqualTo(epochs);
            assertThat(rounds).allSatisfy(round -> assertThat(round.epochs()).isPositive());
            assertThat(rounds.getLast().share()).isEqualTo(0.5);
        }
    }
}
