package io.haechi.voice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.Sound;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import io.haechi.core.Decision;
import io.haechi.core.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a verdict outlives a re-encoding that hardly anybody would hear as another recording: a telephone line, a
 * messenger, MP3, a breath of noise, a little softer ({@link Conditions#REENCODINGS}). A verdict that does not hangs on
 * traces of the channel rather than of a voice, and should be read as "cannot tell".
 *
 * <p>A verdict is stable if its word ({@code SAFE, SUSPECT, DANGER, UNSURE}) stays the same under every re-encoding. That
 * goes for {@code UNSURE} as well: too little speech stays too little, and where a re-encoding suddenly can tell, neither
 * word is worth much. The recording's word is that of its worst channel, as always.
 *
 * <p>The work has a bound: of a recording longer than half a minute each channel is re-encoded for one {@link Passage} of
 * that length, and the words are compared with that of the passage as it is.
 *
 * @param hearing what was said of the recording
 * @param channels one per channel, in the recording's order
 */
public record Stability(Hearing hearing, List<Channel> channels) {

    /**
     * One channel, looked at again and again.
     *
     * @param number the channel, from one
     * @param startSeconds where the passage begins that was re-encoded
     * @param endSeconds where it ends
     * @param isWhole whether that is all of the channel
     * @param asItIs the passage's verdict without a re-encoding
     * @param looks its verdicts after each re-encoding
     */
    public record Channel(
            int number, double startSeconds, double endSeconds, boolean isWhole, Verdict asItIs, List<Look> looks) {
        public Channel {
            looks = List.copyOf(looks);
        }

        /** Whether the word stays the same under every re-encoding. */
        public boolean isStable() {
            return changes().isEmpty();
        }

        /** The re-encodings that change the word. */
        public List<Look> changes() {
            return changesFrom(asItIs.decision(), looks);
        }
    }

    /**
     * A verdict after a re-encoding.
     *
     * @param condition the re-encoding's name
     * @param verdict what was said then
     */
    public record Look(String condition, Verdict verdict) {}

    public Stability {
        channels = List.copyOf(channels);
    }

    static Stability of(VoiceDetector detector, Path recording, Hearing hearing) {
        List<Passage> passages = Passage.read(recording, hearing);
        List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < passages.size(); c++) {
            channels.add(channel(detector, hearing.channels().get(c), passages.get(c)));
        }
        return new Stability(hearing, channels);
    }

    private static Channel channel(VoiceDetector detector, Hearing.Channel heard, Passage passage) {
        // Not the file's name: the same sound gets the same noise wherever it lies.
        String name = "channel " + heard.number();
        Verdict asItIs = passage.isWhole()
                ? heard.verdict()
                : detector.hear(name, passage.sound()).verdict();
        List<Look> looks = new ArrayList<>();
        for (Condition condition : Conditions.REENCODINGS) {
            Sound again = condition.apply(passage.sound(), name);
            looks.add(new Look(condition.name(), detector.hear(name, again).verdict()));
        }
        return new Channel(
                heard.number(), passage.startSeconds(), passage.endSeconds(), passage.isWhole(), asItIs, looks);
    }

    /** Whether the recording's word stays the same under every re-encoding. */
    public boolean isStable() {
        return changes().isEmpty();
    }

    /** The re-encodings that change the recording's word, each with the verdict of what is then the worst channel. */
    public List<Look> changes() {
        return changesFrom(asItIs().decision(), looks());
    }

    /** The recording's verdicts after each re-encoding, that of the worst channel each time. */
    public List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < channels.getFirst().looks().size(); i++) {
            int look = i;
            List<Verdict> verdicts = channels.stream()
                    .map(channel -> channel.looks().get(look).verdict())
                    .toList();
            looks.add(new Look(channels.getFirst().looks().get(i).condition(), VoiceDetector.worst(verdicts)));
        }
        return looks;
    }

    /** What the words are compared with: the recording's verdict, or that of its passages if it is long. */
    public Verdict asItIs() {
        return VoiceDetector.worst(channels.stream().map(Channel::asItIs).toList());
    }

    /** The hearing's JSON with {@code stable}, {@code changedBy} and {@code stability} in it and in each of its channels. */
    public ObjectNode toJson() {
        return HearingJson.of(this);
    }

    private static List<Look> changesFrom(Decision decision, List<Look> looks) {
        return looks.stream()
                .filter(look -> look.verdict().decision() != decision)
                .toList();
    }
}
