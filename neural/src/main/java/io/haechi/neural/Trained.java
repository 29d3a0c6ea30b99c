package io.haechi.neural;

import java.util.List;

/**
 * The outcome of a training.
 *
 * @param parameters of the best epoch (averaged ones, if averaging was asked for)
 * @param last parameters as the last epoch left them (averaged likewise): the better choice where the validation data is too
 *     small to tell epochs apart
 * @param log one entry per epoch, earlier runs of a resumed training included
 * @param bestEpoch from 1; the first of those with the highest metric
 * @param stoppedEarly whether patience ran out before the epochs did
 */
public record Trained(Parameters parameters, Parameters last, List<EpochLog> log, int bestEpoch, boolean stoppedEarly) {
    public Trained {
        log = List.copyOf(log);
    }
}
