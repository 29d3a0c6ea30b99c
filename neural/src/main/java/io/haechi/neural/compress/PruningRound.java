package io.haechi.neural.compress;

import io.haechi.onnx.compress.prune.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * A schedule's share at a point of training, and the epochs that follow until the next.
 *
 * @param share of the channels that the network had at first, gone after this round
 * @param epochs to train on with the channels that are left, 1 or more
 */
record PruningRound(double share, int epochs) {
    /** Every cut begins a training anew, with moments and rate: more of them than this would leave each too short. */
    private static final int MOST = 4;

    /**
     * The rounds of so many epochs: the schedule is looked at four times, evenly, or once an epoch where there are fewer;
     * where it takes nothing more, the round before goes on.
     */
    static List<PruningRound> of(Schedule schedule, int epochs) {
        int looks = Math.min(MOST, epochs);
        List<PruningRound> rounds = new ArrayList<>();
        for (int look = 0; look < looks; look++) {
            double share = schedule.shareAt((look + 1.0) / looks);
            int length = epochs * (look + 1) / looks - epochs * look / looks;
            if (!rounds.isEmpty() && rounds.getLast().share == share) {
                length += rounds.removeLast().epochs;
            }
            rounds.add(new PruningRound(share, length));
        }
        return List.copyOf(rounds);
    }
}
