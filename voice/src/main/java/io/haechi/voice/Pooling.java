package io.haechi.voice;

import java.util.List;

/**
 * From windows to one figure: the mean of the windows' logits, each weighted by the seconds of speech in it.
 *
 * <p>The mean of log-odds is what independent windows of equal worth would add up to, divided by their number, so that
 * a long recording does not become surer than its windows are. Weighting by speech keeps pauses, rings and hold music
 * out. A recording without any speech is pooled evenly; its verdict is {@code UNSURE} anyhow. A short synthetic insert
 * in a long human call is diluted: the windows in the evidence show it.
 */
final class Pooling {
    private Pooling() {}

    static double mean(List<Double> logits, List<Double> speechSeconds) {
        double sum = 0;
        double weight = 0;
        double plain = 0;
        for (int i = 0; i < logits.size(); i++) {
            sum += logits.get(i) * speechSeconds.get(i);
            weight += speechSeconds.get(i);
            plain += logits.get(i);
        }
        return weight > 0 ? sum / weight : plain / Math.max(1, logits.size());
    }
}
