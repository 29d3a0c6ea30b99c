package io.haechi.core.comparison;

import io.haechi.core.Problem;
import java.util.HashSet;
import java.util.List;

/**
 * Several models that were asked about the same examples.
 *
 * @param problem what they were asked
 * @param models at least two, no two of one name
 * @param fit the examples that weights and thresholds are fitted on; both classes
 * @param test the examples that everything is measured on, of another split
 */
public record Asked(Problem problem, List<Model> models, Part fit, Part test) {

    /**
     * A model by itself.
     *
     * @param name what it is called in tables
     * @param sha256 hash of its package
     */
    public record Model(String name, String sha256) {}

    /**
     * The examples of one split.
     *
     * @param split its name
     * @param answers at least one, in the data's order
     */
    public record Part(String split, List<Answers> answers) {
        public Part {
            answers = List.copyOf(answers);
            if (answers.isEmpty()) {
                throw new IllegalArgumentException("Split \"" + split + "\" holds nothing to compare models on");
            }
        }

        int positives() {
            return (int) answers.stream().filter(Answers::positive).count();
        }

        boolean[] truths() {
            boolean[] truths = new boolean[answers.size()];
            for (int i = 0; i < truths.length; i++) {
                truths[i] = answers.get(i).positive();
            }
            return truths;
        }
    }

    public Asked {
        models = List.copyOf(models);
        if (models.size() < 2) {
            throw new IllegalArgumentException("A comparison needs at least two models, got " + models.size());
        }
        if (new HashSet<>(models.stream().map(Model::name).toList()).size() < models.size()) {
            throw new IllegalArgumentException("Every model needs a name of its own, got "
                    + models.stream().map(Model::name).toList());
        }
        if (fit.split().equals(test.split())) {
            throw new IllegalArgumentException(
                    "Weights must not be measured on the split \"" + fit.split() + "\" that they are fitted on");
        }
        if (fit.positives() == 0 || fit.positives() == fit.answers().size()) {
            throw new IllegalArgumentException(String.format(
                    "Split \"%s\" holds %d %s and %d %s; weights and thresholds need both",
                    fit.split(),
                    fit.positives(),
                    problem.positiveLabel(),
                    fit.answers().size() - fit.positives(),
                    problem.negativeLabel()));
        }
        for (Part part : List.of(fit, test)) {
            for (Answers each : part.answers()) {
                if (each.models() != models.size()) {
                    throw new IllegalArgumentException("Expected " + models.size() + " logits for \"" + each.id()
                            + "\", one for each model, got " + each.models());
                }
            }
        }
    }
}
