package io.haechi.core.comparison;

import io.haechi.core.evaluation.PairedBootstrap;
import io.haechi.core.evaluation.PairedBootstrap.Difference;
import io.haechi.core.evaluation.PairedBootstrap.Finding;
import java.util.List;
import java.util.Locale;

/**
 * Whether one is better than another on the split that both are measured on, or only luckier.
 *
 * @param challenger name of the one that is asked about
 * @param rival name of the one that it would have to beat
 * @param differences in EER, AUC and accuracy, each {@code challenger - rival}
 */
public record Duel(String challenger, String rival, List<Difference> differences) {
    static final int RESAMPLES = 1000;
    static final long SEED = 20_240_601;

    public Duel {
        differences = List.copyOf(differences);
    }

    static Duel of(Standing challenger, Standing rival) {
        return new Duel(
                challenger.name(), rival.name(), PairedBootstrap.of(rival.test(), challenger.test(), RESAMPLES, SEED));
    }

    /** The answer in one sentence. */
    public String words() {
        List<String> won = figures(Finding.SECOND_IS_BETTER);
        List<String> lost = figures(Finding.FIRST_IS_BETTER);
        if (differences.stream().allMatch(each -> each.finding() == Finding.TOO_FEW_EXAMPLES)) {
            return "too few examples to tell whether " + challenger + " beat " + rival;
        }
        if (won.isEmpty() && lost.isEmpty()) {
            return challenger + " and " + rival + " did not differ beyond chance in " + joined(all(), "or");
        }
        if (lost.isEmpty()) {
            return challenger + " beat " + rival + " beyond chance in " + joined(won, "and");
        }
        return won.isEmpty()
                ? challenger + " did not beat " + rival + " and did worse beyond chance in " + joined(lost, "and")
                : challenger + " beat " + rival + " beyond chance in " + joined(won, "and") + ", but did worse in "
                        + joined(lost, "and");
    }

    private List<String> figures(Finding finding) {
        return differences.stream()
                .filter(each -> each.finding() == finding)
                .map(Duel::figure)
                .toList();
    }

    private List<String> all() {
        return differences.stream().map(Duel::figure).toList();
    }

    /** The figure's name as tables write it. */
    static String figure(Difference difference) {
        String metric = difference.metric();
        return metric.equals("accuracy") ? metric : metric.toUpperCase(Locale.ROOT);
    }

    private static String joined(List<String> words, String last) {
        int end = words.size() - 1;
        return end == 0
                ? words.getFirst()
                : String.join(", ", words.subList(0, end)) + " " + last + " " + words.get(end);
    }
}
