package io.haechi.audio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the decoder's error output means, in words for the person who gave the file. */
final class FfmpegComplaint {

    private record Meaning(String mark, String words) {}

    /** In order: the first mark that occurs decides. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    "moov atom not found",
                    "the file ends before its index; it was cut off in transfer. Copy it again."),
            new Meaning(
                    "partial file", "the file ends before its sound does; it was cut off in transfer. Copy it again."),
            new Meaning("matches no streams", "holds no sound track; give a file with sound."),
            new Meaning("not contain any stream", "holds no sound track; give a file with sound."),
            new Meaning(
                    "whitelist",
                    "refers to another file or the network, which is not followed; give the sound itself."),
            new Meaning("decoder not found", "its sound is coded in a way that is not known here; convert it to WAV."),
            new Meaning(
                    "decoder (codec none)", "its sound is coded in a way that is not known here; convert it to WAV."),
            new Meaning("encrypted", "is protected against copying; give an unprotected recording."),
            new Meaning("error while loading shared libraries", "the decoder cannot start; convert the file to WAV."),
            new Meaning("cannot allocate memory", "needs too much memory to decode; it is probably damaged."));

    private FfmpegComplaint() {}

    /** Of a decoder that failed. */
    static String of(SoundKind kind, String talk) {
        return known(talk)
                .orElse("is damaged or not really " + kind.words()
                        + "; copy or record it again, or convert it to WAV.");
    }

    /** Of a decoder that says it succeeded, but left out the end of a file that was cut off. */
    static Optional<String> ofCutOff(String talk) {
        return talk.contains("partial file") ? known("partial file") : Optional.empty();
    }

    private static Optional<String> known(String talk) {
        String lower = talk.toLowerCase(Locale.ROOT);
        return MEANINGS.stream()
                .filter(meaning -> lower.contains(meaning.mark()))
                .map(Meaning::words)
                .findFirst();
    }
}
