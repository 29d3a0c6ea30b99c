package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.core.Decision;
import io.haechi.core.Verdict;
import io.haechi.voice.Hearing;
import io.haechi.voice.Stability;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Terminal TERMINAL = new Terminal(false);

    @Test
    void aStableVerdictNamesWhatItOutlived() {
        assertThat(TERMINAL.line(stability(true, new Stability.Look("mp3-32k", said(Decision.SAFE, 0.2)))))
                .isEqualTo("    안정 stable: the same word after mp3-32k\n");
    }

    @Test
    void anUnstableVerdictNamesWhatChangesItAndWhereWasLooked() {
        assertThat(TERMINAL.line(stability(
                        false,
                        new Stability.Look("mp3-32k", said(Decision.SAFE, 0.2)),
                        new Stability.Look("opus-16k", said(Decision.DANGER, 0.954)),
                        new Stability.Look("noise-30", said(Decision.UNSURE, 0.5)))))
                .isEqualTo("    불안정 unstable: opus-16k makes it 위험 DANGER (95 %), noise-30 makes it 판단불가 UNSURE;"
                        + " looked at 1:05-1:35 again; take it for \"cannot tell\"\n");
    }

    private static Stability stability(boolean isWhole, Stability.Look... looks) {
        Verdict verdict = said(Decision.SAFE, 0.1);
        Hearing hearing = new Hearing("a.wav", 200, verdict, List.of(new Hearing.Channel(1, verdict, 50, 20, 0)));
        return new Stability(hearing, List.of(new Stability.Channel(1, 65, 95, isWhole, verdict, List.of(looks))));
    }

    private static Verdict said(Decision decision, double probability) {
        return new Verdict(decision, probability, 0.5, "m", "ab", List.of(), List.of());
    }
}
