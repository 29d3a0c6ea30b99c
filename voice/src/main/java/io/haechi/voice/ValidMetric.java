package io.haechi.voice;

import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.features.FrontEnd;
import io.haechi.core.Problem;
import io.haechi.core.evaluation.Evaluation;
import io.haechi.core.evaluation.Scored;
import io.haechi.core.model.Calibration;
import io.haechi.neural.EpochMetric;
import io.haechi.voice.train.Alterations;
import io.haechi.voice.train.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How good a network is half-way through training: AUC on the validation clips as they are and over a simulated
 * telephone line, averaged. A detector that only hears studio voices is worth little on a call.
 */
final class ValidMetric implements EpochMetric {
    private static final int BATCH = 64;

    private final List<float[]> pictures = new ArrayList<>();
    private final List<Clip> clips;
    private final long bands;
    private final long frames;

    ValidMetric(List<Clip> clips, FrontEnd frontEnd, WindowOptions window) {
        this.clips = clips;
        this.bands = frontEnd.bands();
        this.frames = frontEnd.frames(window.length());
        Augmentation telephone = Alterations.telephone();
        for (Clip clip : clips) {
            pictures.add(frontEnd.apply(WindowCutter.first(clip.samples(), window)));
        }
        for (int i = 0; i < clips.size(); i++) {
            float[] sent = telephone.apply(clips.get(i).samples(), new SplittableRandom(i));
            pictures.add(frontEnd.apply(WindowCutter.first(sent, window)));
        }
    }

    @Override
    public Score measure(Predictor predictor) {
        List<Scored> clean = new ArrayList<>();
        List<Scored> telephone = new ArrayList<>();
        int size = (int) (bands * frames);
        for (int start = 0; start < pictures.size(); start += BATCH) {
            int count = Math.min(BATCH, pictures.size() - start);
            float[] inputs = new float[count * size];
            for (int i = 0; i < count; i++) {
                System.arraycopy(pictures.get(start + i), 0, inputs, i * size, size);
            }
            float[] logits = predictor.logits(inputs, count, 1, bands, frames);
            for (int i = 0; i < count; i++) {
                int number = start + i;
                Clip clip = clips.get(number % clips.size());
                double probability = Calibration.NONE.probability(logits[i]);
                (number < clips.size() ? clean : telephone)
                        .add(new Scored(clip.id(), clip.fake(), probability, clip.source(), false));
            }
        }
        Evaluation asIs = Evaluation.of(Problem.VOICE, clean, 0.5);
        Evaluation narrow = Evaluation.of(Problem.VOICE, telephone, 0.5);
        return new Score((asIs.logLoss() + narrow.logLoss()) / 2, (asIs.auc() + narrow.auc()) / 2);
    }
}
