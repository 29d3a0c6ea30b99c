package io.haechi.call.speech;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was said in a recording.
 *
 * @param name of the recording
 * @param seconds its length
 * @param channels how many channels were heard; those that hold the same sound count as one
 * @param speechSeconds seconds with speech, over all channels that were heard
 * @param language the language it is written down in, a code; empty if not known
 * @param utterances in the order of their starts
 * @param limits what a reader should know of it, one sentence each
 * @param modelId the model that wrote it
 * @param modelSha256 hash of that model
 */
public record Transcript(
        String name,
        double seconds,
        int channels,
        double speechSeconds,
        String language,
        List<Utterance> utterances,
        List<String> limits,
        String modelId,
        String modelSha256) {

    public Transcript {
        utterances = List.copyOf(utterances);
        limits = List.copyOf(limits);
    }

    /** All of it in one line, whoever said it. */
    public String text() {
        return utterances.stream().map(Utterance::text).collect(Collectors.joining(" "));
    }
}
