package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import io.haechi.voice.Hearing;
import io.haechi.voice.LiveUpdate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLinesTest {
    private final StringWriter out = new StringWriter();

    @Test
    void whereSomebodyWatchesTheLineIsWrittenOverAndDoesNotWrap() {
        LiveLines lines = new LiveLines(new PrintWriter(out), new Terminal(false), true);
        lines.waiting(1.04, 0.5, 4);
        lines.waiting(1.14, 0.6, 4);
        lines.show(new LiveUpdate(hearing(Decision.DANGER, 3725), 3695, 0.01, false));
        lines.show(new LiveUpdate(hearing(Decision.UNSURE, 3726), 3696, 0.01, false));
        lines.show(new LiveUpdate(hearing(Decision.DANGER, 3726.4), 3696.4, 0.01, true));
        String[] shown = out.toString().split("\r\u001b\\[K", -1);
        assertThat(shown[1]).isEqualTo("0:01  듣는 중 listening: 0 of 4 s of speech");
        assertThat(shown[2])
                .startsWith("62:05  위험 DANGER  97 %  12.5 s of speech  ")
                .endsWith("···▇██");
        assertThat(shown[3]).startsWith("62:06  판단불가 UNSURE  0.5 s of speech in 30.0 s");
        for (int i = 1; i <= 3; i++) {
            assertThat(shown[i]).doesNotContain("\n").hasSizeLessThanOrEqualTo(74);
        }
        assertThat(shown[4])
                .isEqualTo("mic: 위험 DANGER, synthetic voice almost certain (97 %);"
                        + " rests on 12.5 s of speech in the last 0:30 of 62:06\n");
    }

    @Test
    void elsewhereEveryVerdictIsALineAndWaitingIsNone() {
        LiveLines lines = new LiveLines(new PrintWriter(out), new Terminal(false), false);
        lines.waiting(1, 0.5, 4);
        lines.show(new LiveUpdate(hearing(Decision.DANGER, 12), 0, 0.01, false));
        assertThat(out)
                .hasToString("0:12: 위험 DANGER, synthetic voice almost certain (97 %);"
                        + " rests on 12.5 s of speech in 0:12 of sound\n");
    }

    private static Hearing hearing(Decision decision, double seconds) {
        Verdict verdict = new Verdict(
                decision,
                0.97,
                0.5,
                "voice-x",
                "ab",
                List.of(
                        new Evidence("window", "", seconds - 3, seconds - 1, 0.8),
                        new Evidence("window", "", seconds - 2, seconds, 0.97)),
                decision == Decision.UNSURE
                        ? List.of("0.5 s of speech in 30.0 s of sound (need 1 s)", "and a second, much longer reason")
                        : List.of());
        return new Hearing("mic", seconds, verdict, List.of(new Hearing.Channel(1, verdict, 12.5, 20, 0)));
    }
}
