package io.haechi.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FusionRuleTest {
    /** Two members of which only the error rates are known. */
    private static final FusionRule.Members RATED = new FusionRule.Members() {
        @Override
        public List<ErrorRates> rates() {
            return List.of(new ErrorRates(0.9, 0.1, 0.1), new ErrorRates(0.6, 0.3, 0.5));
        }

        @Override
        public double[][] logits() {
            throw new AssertionError("a vote needs no logits");
        }

        @Override
        public boolean[] positive() {
            throw new AssertionError("a vote needs no truths");
        }
    };

    /** One member that is right and one that is upside down; of both only the logits are known. */
    private static final FusionRule.Members HEARD = new FusionRule.Members() {
        @Override
        public List<ErrorRates> rates() {
            throw new AssertionError("a learned fusion needs no rates");
        }

        @Override
        public double[][] logits() {
            return new double[][] {{2, -2}, {1, 1}, {-1, -1}, {-2, 2}};
        }

        @Override
        public boolean[] positive() {
            return new boolean[] {true, true, false, false};
        }
    };

    @Test
    void everyRuleFindsItsWeights() {
        assertThat(FusionRule.SOFT_VOTE.fit(RATED).weights()).containsExactly(0.5, 0.5);
        assertThat(FusionRule.ACCURACY.fit(RATED).weights()).containsExactly(0.9 / 1.5, 0.6 / 1.5);
        // a_DE = 1 - 1/4 and 1 - 3/4, a_RE = 1 - 1/6 and 1 - 5/6; their sums 19/12 and 5/12 over two.
        assertThat(FusionRule.ERROR_RATE.fit(RATED).weights().get(0)).isCloseTo(19.0 / 24, within(1e-12));
        Fusion learned = FusionRule.LEARNED.fit(HEARD);
        assertThat(learned).isInstanceOf(LogisticFusion.class);
        assertThat(learned.weights().get(0)).isGreaterThan(learned.weights().get(1));
        assertThat(learned.logit(2, -2)).isPositive();
    }

    @Test
    void rulesAreNamedAsRecipesAndTablesNameThem() {
        for (FusionRule rule : FusionRule.values()) {
            assertThat(FusionRule.named(rule.name())).isEqualTo(rule);
        }
        assertThat(FusionRule.ERROR_RATE.words()).isEqualTo("error-rate weights");
        assertThat(FusionRule.SOFT_VOTE.brief()).isEqualTo("soft");
        assertThat(FusionRule.ERROR_RATE.brief()).isEqualTo("error-rate");
        assertThatThrownBy(() -> FusionRule.named("LOUDEST"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Weighting \"LOUDEST\" is none of SOFT_VOTE, ACCURACY, ERROR_RATE, LEARNED");
        assertThatThrownBy(() -> FusionRule.named(null)).hasMessageContaining("\"null\"");
    }

    @Test
    void whatIsNotFiniteIsNoFusion() {
        assertThatThrownBy(() -> new LogisticFusion(List.of(1.0, Double.NaN), 0))
                .hasMessage("Weights and bias of a fusion must be finite, got [1.0, NaN] and 0.0");
        assertThatThrownBy(() -> new LogisticFusion(List.of(1.0), Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
