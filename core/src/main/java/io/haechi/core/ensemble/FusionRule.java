package io.haechi.core.ensemble;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The rules by which an ensemble's weights are found, by the names that recipes and cards call them. */
public enum FusionRule {
    /** Every member counts the same. */
    SOFT_VOTE("soft vote"),
    /** Members count in proportion to their accuracy. */
    ACCURACY("accuracy weights"),
    /** Members count by how rarely they err about both classes; see {@link ErrorRateWeighting}. */
    ERROR_RATE("error-rate weights"),
    /** Logistic regression on the members' logits; see {@link LogisticFusion}. */
    LEARNED("learned fusion");

    private final String words;

    FusionRule(String words) {
        this.words = words;
    }

    /** What members came to on data that none of them was fitted on; a rule asks for what it needs. */
    public interface Members {

        /** How often each member is right and wrong, in their order. */
        List<ErrorRates> rates();

        /** One row for each example, one logit for each member. */
        double[][] logits();

        /** The truth of each row. */
        boolean[] positive();
    }

    /** The rule of this name; an {@link IllegalArgumentException} lists the known ones. */
    public static FusionRule named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Weighting \"" + name + "\" is none of "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** The fusion of these members by this rule. */
    public Fusion fit(Members members) {
        return switch (this) {
            case SOFT_VOTE -> vote(Weighting.SOFT_VOTE, members);
            case ACCURACY -> vote(Weighting.ACCURACY, members);
            case ERROR_RATE -> vote(Weighting.ERROR_RATE, members);
            case LEARNED -> LogisticFusion.fit(members.logits(), members.positive());
        };
    }

    private static Fusion vote(Weighting weighting, Members members) {
        return new WeightedVote(
                DoubleStream.of(weighting.weights(members.rates())).boxed().toList());
    }

    /** Its name in a sentence, such as {@code error-rate weights}. */
    public String words() {
        return words;
    }

    /** Its name over a narrow column, such as {@code error-rate}. */
    public String brief() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-').replace("-vote", "");
    }
}
