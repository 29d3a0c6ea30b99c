package io.haechi.neural;

/**
 * What one epoch came to.
 *
 * @param epoch from 1
 * @param step steps done since the start
 * @param learningRate of the epoch's last step
 * @param trainLoss mean weighted loss over the epoch's batches, while they were being learnt
 * @param validLoss as the metric reported it
 * @param metric as the metric reported it; higher is better
 * @param seconds that the epoch took, validation included
 */
public record EpochLog(
        int epoch, long step, double learningRate, double trainLoss, double validLoss, double metric, double seconds) {
    static final String HEADER = "epoch,step,learningRate,trainLoss,validLoss,metric,seconds";

    String line() {
        return epoch + "," + step + "," + learningRate + "," + trainLoss + "," + validLoss + "," + metric + ","
                + seconds;
    }
}
