package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.Verdict;
import java.util.List;

/**
 * What was heard in one recording.
 *
 * @param file the recording, as the caller named it
 * @param seconds length of the recording
 * @param verdict the recording's verdict: that of the channel most likely synthetic among those that can be judged
 * @param channels one verdict per channel, in the file's order; on a stereo call each channel is a speaker
 */
public record Hearing(String file, double seconds, Verdict verdict, List<Channel> channels) {

    public Hearing {
        channels = List.copyOf(channels);
    }

    /** The whole verdict as one JSON object with the schema {@code haechi/1}; the same sound gives the same object. */
    public ObjectNode toJson() {
        return HearingJson.of(this);
    }

    /**
     * One channel's verdict and what was measured on the way.
     *
     * @param number the channel, from one
     * @param verdict its verdict; evidence holds a window each, in order of time, then a line per model
     * @param speechSeconds seconds in which somebody speaks
     * @param snrDecibels level of speech above the level between the words; not a number if either is missing
     * @param clippedShare share of samples that stand at full scale in runs, 0 to 1
     */
    public record Channel(int number, Verdict verdict, double speechSeconds, double snrDecibels, double clippedShare) {}
}
