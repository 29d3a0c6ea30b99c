package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.model.Calibration;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OperatingPointTest {

    /** Logits drawn around +1 for fakes and -1 for real voices, deviation 1: the true log-odds are twice the logit. */
    @Test
    void fewHumansAreAccusedAndBothErrorsAreEqualWhereSafetyEnds() {
        List<Clip> clips = new ArrayList<>();
        List<Double> logits = new ArrayList<>();
        draw(3_000, 3_000, 0, logits, clips);
        draw(3_000, 3_000, 0, logits, new ArrayList<>());
        OperatingPoint point = OperatingPoint.of(logits, clips);
        assertThat(1 - share(point, logits, clips, false, point.threshold()))
                .isLessThan(0.1 + 1e-9)
                .isGreaterThan(0.09);
        double missed = share(point, logits, clips, true, point.safeThreshold());
        double accused = 1 - share(point, logits, clips, false, point.safeThreshold());
        assertThat(missed).isCloseTo(accused, within(0.002)).isCloseTo(0.1587, within(0.015));
        assertThat(1 - share(point, logits, clips, false, point.dangerThreshold()))
                .isLessThan(0.02 + 1e-9)
                .isGreaterThan(0.015);
        assertThat(point.safeThreshold()).isCloseTo(0.5, within(0.03));
        assertThat(point.calibration().probability(1)).isCloseTo(1 / (1 + Math.exp(-2)), within(0.02));
    }

    /** Over lines human voices sound more synthetic here: the clips as they are would ask for less. */
    @Test
    void theThresholdHoldsOverLinesToo() {
        List<Clip> clips = new ArrayList<>();
        List<Double> asTheyAre = new ArrayList<>();
        List<Double> overLines = new ArrayList<>();
        draw(2_000, 2_000, 0, asTheyAre, clips);
        draw(2_000, 2_000, 1, overLines, new ArrayList<>());
        List<Double> logits = new ArrayList<>(asTheyAre);
        logits.addAll(overLines);
        OperatingPoint point = OperatingPoint.of(logits, clips);
        assertThat(1 - share(point, overLines, clips, false, point.threshold()))
                .isLessThan(0.1 + 1e-9)
                .isGreaterThan(0.09);
        assertThat(1 - share(point, asTheyAre, clips, false, point.threshold())).isLessThan(0.02);
    }

    @Test
    void manyClipsOfOneClassDoNotMoveTheProbability() {
        List<Double> logits = new ArrayList<>();
        List<Clip> clips = new ArrayList<>();
        draw(4_000, 400, 0, logits, clips);
        draw(4_000, 400, 0, logits, new ArrayList<>());
        Calibration calibration = OperatingPoint.of(logits, clips).calibration();
        assertThat(calibration.probability(0)).isCloseTo(0.5, within(0.04));
    }

    @Test
    void theThresholdsAreInOrder() {
        // All real voices far below: a ceiling on them alone would put danger under the threshold, and this under where
        // errors meet.
        List<Double> logits = List.of(-5.0, -4.9, -4.8, 0.1, 0.2, 0.3, -5.0, -4.9, -4.8, 0.1, 0.2, 0.3);
        List<Clip> clips = List.of(clip(false), clip(false), clip(false), clip(true), clip(true), clip(true));
        OperatingPoint point = OperatingPoint.of(logits, clips);
        assertThat(point.dangerThreshold()).isGreaterThanOrEqualTo(point.threshold());
        assertThat(point.safeThreshold()).isLessThanOrEqualTo(point.threshold());
        assertThat(point.calibration().probability(0.1)).isGreaterThan(point.threshold());
        assertThat(point.calibration().probability(-4.8)).isLessThan(point.safeThreshold());
    }

    /** Adds these many of each to what is there, real voices first; {@code louder} is added to every real one. */
    private static void draw(int reals, int fakes, double louder, List<Double> logits, List<Clip> clips) {
        SplittableRandom random = new SplittableRandom(7L + logits.size());
        for (int i = 0; i < reals + fakes; i++) {
            boolean fake = i >= reals;
            logits.add((fake ? 1 : louder - 1) + random.nextGaussian());
            clips.add(clip(fake));
        }
    }

    private static double share(OperatingPoint point, List<Double> logits, List<Clip> clips, boolean fake, double at) {
        int below = 0;
        int all = 0;
        for (int i = 0; i < logits.size(); i++) {
            if (clips.get(i % clips.size()).fake() == fake) {
                all++;
                below += point.calibration().probability(logits.get(i)) < at ? 1 : 0;
            }
        }
        return (double) below / all;
    }

    private static Clip clip(boolean fake) {
        return new Clip("clip", new float[0], fake, "origin", "source");
    }
}
