package io.haechi.core.comparison;

import static io.haechi.core.evaluation.PairedBootstrap.Finding.FIRST_IS_BETTER;
import static io.haechi.core.evaluation.PairedBootstrap.Finding.SECOND_IS_BETTER;
import static io.haechi.core.evaluation.PairedBootstrap.Finding.TOO_FEW_EXAMPLES;
import static io.haechi.core.evaluation.PairedBootstrap.Finding.WITHIN_CHANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.core.evaluation.Interval;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.core.evaluation.PairedBootstrap.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {

    @Test
    void theAnswerIsOneSentence() {
        assertThat(words(WITHIN_CHANCE, WITHIN_CHANCE, WITHIN_CHANCE))
                .isEqualTo("this and that did not differ beyond chance in EER, AUC or accuracy");
        assertThat(words(SECOND_IS_BETTER, WITHIN_CHANCE, WITHIN_CHANCE))
                .isEqualTo("this beat that beyond chance in EER");
        assertThat(words(SECOND_IS_BETTER, SECOND_IS_BETTER, SECOND_IS_BETTER))
                .isEqualTo("this beat that beyond chance in EER, AUC and accuracy");
        assertThat(words(WITHIN_CHANCE, FIRST_IS_BETTER, FIRST_IS_BETTER))
                .isEqualTo("this did not beat that and did worse beyond chance in AUC and accuracy");
        assertThat(words(SECOND_IS_BETTER, WITHIN_CHANCE, FIRST_IS_BETTER))
                .isEqualTo("this beat that beyond chance in EER, but did worse in accuracy");
        assertThat(words(TOO_FEW_EXAMPLES, TOO_FEW_EXAMPLES, TOO_FEW_EXAMPLES))
                .isEqualTo("too few examples to tell whether this beat that");
    }

    @Test
    void differencesAreChallengerMinusRival() {
        Comparison comparison = Comparison.of(Samples.drawn(60, 80), false);
        Duel duel = Duel.of(comparison.models().get(0), comparison.models().get(2));
        assertThat(duel.challenger()).isEqualTo("voice-a");
        Difference auc = duel.differences().get(1);
        assertThat(auc.value())
                .isEqualTo(comparison.models().get(0).test().auc()
                        - comparison.models().get(2).test().auc());
        assertThat(auc.value()).isPositive();
        assertThat(duel.words()).startsWith("voice-a beat voice-c beyond chance in EER, AUC");
    }

    private static String words(Finding eer, Finding auc, Finding accuracy) {
        return new Duel(
                        "this",
                        "that",
                        List.of(difference("eer", eer), difference("auc", auc), difference("accuracy", accuracy)))
                .words();
    }

    private static Difference difference(String metric, Finding finding) {
        return new Difference(metric, 0.2, 0.1, new Interval(-0.2, -0.05), finding);
    }
}
