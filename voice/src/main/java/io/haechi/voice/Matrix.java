package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import io.haechi.core.Decision;
import io.haechi.core.Example;
import io.haechi.core.Problem;
import io.haechi.core.Verdict;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Robustness;
import io.haechi.core.evaluation.Scored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The same recordings under several conditions. A recording is decoded once and heard under each; of a long one only the
 * beginning, under every condition alike, so that memory and time have a bound. Of what was heard two numbers are kept.
 */
final class Matrix {
    /** How much of a recording is heard under each condition. */
    static final double LONGEST_SECONDS = 30;

    private final List<Condition> conditions;

    /** What was said under one condition. */
    record Answer(double probability, boolean isUnsure) {
        static Answer of(Verdict verdict) {
            return new Answer(verdict.probability(), verdict.decision() == Decision.UNSURE);
        }
    }

    /** One recording's answers, in the order of the conditions. */
    record Row(Example<Path> example, List<Answer> answers) {}

    /** With the recording as it is first, whether it is among these or not. */
    Matrix(List<Condition> conditions) {
        List<Condition> all = new ArrayList<>();
        if (!conditions.isEmpty()) {
            all.add(Conditions.CLEAN);
            conditions.stream().filter(condition -> !all.contains(condition)).forEach(all::add);
        }
        this.conditions = all;
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    int size() {
        return conditions.size();
    }

    /** How many seconds of a recording have to be kept. */
    double seconds() {
        return isEmpty() ? 0 : LONGEST_SECONDS;
    }

    /** Hears a recording that has just been heard as it is, and of which this beginning was kept. */
    List<Answer> answers(VoiceDetector detector, String id, Hearing asItIs, KeptBeginning beginning) {
        List<Answer> answers = new ArrayList<>();
        Sound sound = beginning.sound();
        for (Condition condition : conditions) {
            boolean isKnown = condition.equals(Conditions.CLEAN) && beginning.isWhole();
            Hearing heard = isKnown ? asItIs : detector.hear(id, condition.apply(sound, id));
            answers.add(Answer.of(heard.verdict()));
        }
        return answers;
    }

    Robustness robustness(List<Row> rows, double threshold, int resamples, long seed) {
        LinkedHashMap<String, Evaluation> byCondition = new LinkedHashMap<>();
        for (int c = 0; c < conditions.size(); c++) {
            List<Scored> scored = new ArrayList<>();
            for (Row row : rows) {
                Answer answer = row.answers().get(c);
                Example<Path> example = row.example();
                scored.add(new Scored(
                        example.id(), example.positive(), answer.probability(), example.source(), answer.isUnsure()));
            }
            byCondition.put(conditions.get(c).name(), Evaluation.of(Problem.VOICE, scored, threshold));
        }
        return Robustness.of(byCondition, resamples, seed);
    }
}
