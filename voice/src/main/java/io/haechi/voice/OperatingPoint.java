package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.channel.Line;
import io.haechi.audio.channel.Lines;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Calibration;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * From raw logits to a probability and two thresholds, chosen on the validation clips.
 *
 * <p>Each clip is heard as it is and once more as it comes out of a telephone or messenger line, real and fake over the
 * same lines, since that is where the detector is used. Calibration is Platt's, with both classes counting the same. The threshold is where both errors are equally
 * frequent; danger begins where at most {@value #DANGER_FPR} of the human voices would be accused.
 */
record OperatingPoint(Calibration calibration, double threshold, double dangerThreshold) {
    private static final double DANGER_FPR = 0.02;
    private static final long LINES_SEED = 1;

    /** For a package with the calibration {@link Calibration#NONE}. */
    static OperatingPoint choose(VoiceDetector detector, List<Clip> valid, FitListener listener) {
        List<Double> logits = twice(valid, detector::logit, listener);
        List<Clip> twice = new ArrayList<>(valid);
        twice.addAll(valid);
        return of(logits, twice);
    }

    /** What is found in each clip as it is, then in each as it comes out of one of the {@link Lines}. */
    static <A> List<A> twice(List<Clip> valid, Function<Sound, A> listen, FitListener listener) {
        listener.begins("calibrating", 2 * valid.size());
        Function<float[], A> hear = samples -> {
            A found = listen.apply(Sound.mono(samples, Voice.SAMPLE_RATE));
            listener.step();
            return found;
        };
        List<A> found = new ArrayList<>(Workers.map(valid, clip -> hear.apply(clip.samples())));
        Map<Integer, A> byPlace = new TreeMap<>();
        places(valid.size()).forEach((line, places) -> {
            List<float[]> sent = line.passAll(
                    places.stream().map(place -> valid.get(place).samples()).toList());
            List<A> heard = Workers.map(sent, hear);
            for (int i = 0; i < heard.size(); i++) {
                byPlace.put(places.get(i), heard.get(i));
            }
        });
        found.addAll(byPlace.values());
        return found;
    }

    /** Which clips go over which line: all that share one go together, since a coder is started once for many. */
    private static Map<Line, List<Integer>> places(int clips) {
        SplittableRandom random = new SplittableRandom(LINES_SEED);
        Map<Line, List<Integer>> places = new LinkedHashMap<>();
        for (int place = 0; place < clips; place++) {
            places.computeIfAbsent(Lines.draw(random), _ -> new ArrayList<>()).add(place);
        }
        return places;
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
