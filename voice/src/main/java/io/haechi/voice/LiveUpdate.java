package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where things stand while sound goes on.
 *
 * @param hearing the verdict on what is remembered; its length is that of all sound so far, its windows stand at their
 *     times in it
 * @param fromSeconds where memory begins, in seconds from the start of the sound
 * @param computeSeconds seconds of work on the last interval of sound, until this verdict; not the waiting for sound
 * @param isLast whether the sound has ended
 */
public record LiveUpdate(Hearing hearing, double fromSeconds, double computeSeconds, boolean isLast) {

    /** Seconds of speech that the verdict rests on: of the channel that it is about. */
    public double speechSeconds() {
        return hearing.channels().stream()
                .filter(channel -> channel.verdict().equals(hearing.verdict()))
                .mapToDouble(Hearing.Channel::speechSeconds)
                .findFirst()
                .orElse(0);
    }

    /**
     * One JSON object with the keys of a scanned file's verdict, and {@code event} ({@code update} or {@code final}),
     * {@code fromSeconds}, {@code speechSeconds} and {@code computeSeconds}.
     */
    public ObjectNode toJson() {
        ObjectNode json = hearing.toJson();
        json.put("event", isLast ? "final" : "update");
        json.put("fromSeconds", Math.round(fromSeconds * 1e6) / 1e6);
        json.put("speechSeconds", Math.round(speechSeconds() * 1e6) / 1e6);
        json.put("computeSeconds", Math.round(computeSeconds * 1e6) / 1e6);
        return json;
    }
}
