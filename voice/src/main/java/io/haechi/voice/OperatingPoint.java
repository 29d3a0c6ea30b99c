package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.augment.Augmentation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Calibration;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * From raw logits to a probability and two thresholds, chosen on the validation clips.
 *
 * <p>Each clip is heard as it is and once more over a simulated telephone line, since that is where the detector is
 * used. Calibration is Platt's, with both classes counting the same. The threshold is where both errors are equally
 * frequent; danger begins where at most {@value #DANGER_FPR} of the human voices would be accused.
 */
record OperatingPoint(Calibration calibration, double threshold, double dangerThreshold) {
    private static final double DANGER_FPR = 0.02;

    /** For a package with the calibration {@link Calibration#NONE}. */
    static OperatingPoint choose(VoiceDetector detector, List<Clip> valid, FitListener listener) {
        List<Double> logits = twice(valid, detector::logit, listener);
        List<Clip> twice = new ArrayList<>(valid);
        twice.addAll(valid);
        return of(logits, twice);
    }

    /** What is found in each clip as it is, then in each over a simulated telephone line. */
    static <A> List<A> twice(List<Clip> valid, Function<Sound, A> listen, FitListener listener) {
        Augmentation telephone = Alterations.telephone();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 2 * valid.size(); i++) {
            numbers.add(i);
        }
        listener.begins("calibrating", numbers.size());
        return Workers.map(numbers, number -> {
            Clip clip = valid.get(number % valid.size());
            float[] samples = number < valid.size()
                    ? clip.samples()
                    : telephone.apply(clip.samples(), new SplittableRandom(number));
            A found = listen.apply(Sound.mono(samples, Voice.SAMPLE_RATE));
            listener.step();
            return found;
        });
    }

    static OperatingPoint of(List<Double> logits, List<Clip> clips) {
        boolean[] fake = new boolean[clips.size()];
        for (int i = 0; i < fake.length; i++) {
            fake[i] = clips.get(i).fake();
        }
        Calibration calibration = Calibration.balancedPlatt(
                logits.stream().mapToDouble(Double::doubleValue).toArray(), fake);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < fake.length; i++) {
            Clip clip = clips.get(i);
            scored.add(
                    new Scored(clip.id(), clip.fake(), calibration.probability(logits.get(i)), clip.source(), false));
        }
        double threshold = Thresholds.equalError(scored);
        double danger = Math.clamp(Thresholds.byFprCeiling(scored, DANGER_FPR), threshold, 1.0);
        return new OperatingPoint(calibration, threshold, danger);
    }
}
