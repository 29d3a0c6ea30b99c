package io.haechi.voice;

import io.haechi.audio.Sound;
import io.haechi.audio.channel.Line;
import io.haechi.audio.channel.Lines;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.evaluation.Thresholds;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * From raw logits to a probability and three thresholds, chosen on the validation clips.
 *
 * <p>Each clip is heard as it is and once more as it comes out of a telephone or messenger line, real and fake over the
 * same lines, since that is where the detector is used. Calibration is Platt's, with both classes counting the same.
 *
 * <p>False alarms decide, since most callers are people: a voice is suspect from where at most {@value #SUSPECT_FPR} of the human
 * voices would be accused, be it of the clips as they are or of those over lines, whichever asks for more; danger begins where
 * at most {@value #DANGER_FPR} of both would be. A voice is safe below the point where both errors are equally frequent. Between
 * the two nobody should rely on either word.
 *
 * @param threshold probability from which on a voice counts as synthetic
 * @param safeThreshold probability below which it is called safe, at most {@code threshold}
 * @param dangerThreshold probability from which on it is danger, at least {@code threshold}
 */
record OperatingPoint(Calibration calibration, double threshold, double safeThreshold, double dangerThreshold) {
    private static final double SUSPECT_FPR = 0.1;
    private static final double DANGER_FPR = 0.02;
    private static final long LINES_SEED = 1;

    /** Before anything is known: logits that are log-odds, one threshold for all. */
    static final OperatingPoint OPEN = new OperatingPoint(Calibration.NONE, 0.5, 0.5, 0.5);

    /** For a package with the calibration {@link Calibration#NONE}. */
    static OperatingPoint choose(VoiceDetector detector, List<Clip> valid, FitListener listener) {
        return of(twice(valid, detector::logit, listener), valid);
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

    /**
     * Chooses.
     *
     * @param logits of each clip as it is, then of each over a line, in the clips' order
     */
    static OperatingPoint of(List<Double> logits, List<Clip> clips) {
        boolean[] fake = new boolean[logits.size()];
        for (int i = 0; i < fake.length; i++) {
            fake[i] = clips.get(i % clips.size()).fake();
        }
        Calibration calibration = Calibration.balancedPlatt(
                logits.stream().mapToDouble(Double::doubleValue).toArray(), fake);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < fake.length; i++) {
            Clip clip = clips.get(i % clips.size());
            scored.add(
                    new Scored(clip.id(), clip.fake(), calibration.probability(logits.get(i)), clip.source(), false));
        }
        double threshold = Math.max(
                Thresholds.byFprCeiling(scored.subList(0, clips.size()), SUSPECT_FPR),
                Thresholds.byFprCeiling(scored.subList(clips.size(), scored.size()), SUSPECT_FPR));
        double equal = Thresholds.equalError(scored);
        double danger = Thresholds.byFprCeiling(scored, DANGER_FPR);
        return new OperatingPoint(
                calibration, threshold, Math.min(equal, threshold), Math.clamp(danger, threshold, Thresholds.NOTHING));
    }

    /** The card with these decisions: calibration, threshold, and the others among the settings. */
    Card decide(Card card) {
        VoiceSettings settings = VoiceSettings.of(card).with(safeThreshold, dangerThreshold);
        return card.withDecision(calibration, threshold, settings.asMap());
    }
}
