package io.haechi.onnx.compress.trial;

import io.haechi.core.ModelException;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model by the original's answers where there are no labels.
 *
 * <p>On each sample the first output is compared: 1 means that no {@link Decision} changed. It says nothing about whether the
 * original was right. The samples should be others than those that ranges were measured on.
 */
public final class Agreement implements Judge {
    private final List<Map<String, Tensor>> samples;
    private final List<Tensor> answers;
    private final Decision decision;
    private final double spread;

    /** Of the original, on these samples, of which there must be one at least, on what its answers seem to stand for. */
    public Agreement(byte[] original, List<Map<String, Tensor>> samples) {
        this(samples, answers(original, samples), null);
    }

    /** Of the original, on these samples, on this decision. */
    public Agreement(byte[] original, List<Map<String, Tensor>> samples, Decision decision) {
        this(samples, answers(original, samples), decision);
    }

    private Agreement(List<Map<String, Tensor>> samples, List<Tensor> answers, @Nullable Decision decision) {
        this.samples = List.copyOf(samples);
        this.answers = requireNumbers(answers);
        this.decision = decision == null ? Decision.of(answers) : decision;
        this.spread = Decision.spread(answers);
    }

    private static List<Tensor> requireNumbers(List<Tensor> answers) {
        for (int i = 0; i < answers.size(); i++) {
            if (holdsNaN(answers.get(i))) {
                throw new ModelException("The original answers NaN to sample " + (i + 1)
                        + "; a model that does is broken before it is compressed, so nothing is measured");
            }
        }
        return answers;
    }

    private static boolean holdsNaN(Tensor answer) {
        if (answer.isFloat()) {
            for (float value : answer.floats()) {
                if (Float.isNaN(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is compared. */
    public Decision decision() {
        return decision;
    }

    @Override
    public Score score(byte[] model) {
        List<Tensor> others = answers(model, samples);
        int same = 0;
        for (int i = 0; i < others.size(); i++) {
            same += decision.agree(answers.get(i), others.get(i), spread) ? 1 : 0;
        }
        return Score.share("agreement", same, others.size());
    }

    private static List<Tensor> answers(byte[] model, List<Map<String, Tensor>> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("Agreement needs one sample at least, got none");
        }
        List<Tensor> answers = new ArrayList<>();
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            Set<String> first = Set.of(runner.outputs().keySet().iterator().next());
            for (Map<String, Tensor> sample : samples) {
                answers.add(runner.run(sample, first).values().iterator().next());
            }
        }
        return answers;
    }
}
