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
    void bothErrorsAreEqualAtTheThresholdAndFewHumansAreInDanger() {
        List<Double> logits = new ArrayList<>();
        List<Clip> clips = new ArrayList<>();
        draw(3_000, 3_000, logits, clips);
        OperatingPoint point = OperatingPoint.of(logits, clips);
        double missed = share(point, logits, clips, true, point.threshold());
        double accused = 1 - share(point, logits, clips, false, point.threshold());
        assertThat(missed).isCloseTo(accused, within(0.002)).isCloseTo(0.1587, within(0.015));
        assertThat(1 - share(point, logits, clips, false, point.dangerThreshold()))
                .isLessThan(0.02 + 1e-9)
                .isGreaterThan(0.015);
        assertThat(point.threshold()).isCloseTo(0.5, within(0.03));
        assertThat(point.calibration().probability(1)).isCloseTo(1 / (1 + Math.exp(-2)), within(0.02));
    }

    @Test
    void manyClipsOfOneClassDoNotMoveTheProbability() {
        List<Double> logits = new ArrayList<>();
        List<Clip> clips = new ArrayList<>();
        draw(4_000, 400, logits, clips);
        Calibration calibration = OperatingPoint.of(logits, clips).calibration();
        assertThat(calibration.probability(0)).isCloseTo(0.5, within(0.04));
    }

    @Test
    void dangerNeverBeginsBelowTheThreshold() {
        // All real voices far below: a ceiling on them alone would put danger under the threshold.
        List<Double> logits = List.of(-5.0, -4.9, -4.8, 0.1, 0.2, 0.3);
        List<Clip> clips = List.of(clip(false), clip(false), clip(false), clip(true), clip(true), clip(true));
        OperatingPoint point = OperatingPoint.of(logits, clips);
        assertThat(point.dangerThreshold()).isGreaterThanOrEqualTo(point.threshold());
        assertThat(point.calibration().probability(0.1)).isGreaterThan(point.threshold());
        assertThat(point.calibration().probability(-4.8)).isLessThan(point.threshold());
    }

    private static void draw(int reals, int fakes, List<Double> logits, List<Clip> clips) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < reals + fakes; i++) {
            boolean fake = i >= reals;
            logits.add((fake ? 1 : -1) + random.nextGaussian());
            clips.add(clip(fake));
        }
    }

    private static double share(OperatingPoint point, List<Double> logits, List<Clip> clips, boolean fake, double at) {
        int below = 0;
        int all = 0;
        for (int i = 0; i < logits.size(); i++) {
            if (clips.get(i).fake() == fake) {
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
