package io.haechi.voice;

import io.haechi.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a recording does not carry enough to judge, in one sentence each.
 *
 * <p>The bounds are set by hand, on the safe side of where the detectors were measured: less than a second of speech
 * is less than any clip they were trained on; below 3 dB the noise is as loud as the voice; with one sample in fifty at
 * full scale the distortion hides what a vocoder leaves behind. What is unlike anything learnt is drawn from data: see
 * {@link Familiarity}.
 */
final class Limits {
    static final double LEAST_SPEECH_SECONDS = 1.0;
    static final double LEAST_SNR_DECIBELS = 3.0;
    static final double MOST_CLIPPED_SHARE = 0.02;

    private static final String OPEN = "the probability of a synthetic voice, ";

    private Limits() {}

    /** Why this cannot be judged; empty if it can. */
    static List<String> of(double seconds, double speechSeconds, double snrDecibels, double clippedShare) {
        List<String> limits = new ArrayList<>();
        if (speechSeconds < LEAST_SPEECH_SECONDS) {
            limits.add(String.format(
                    Locale.ROOT,
                    "%.1f s of speech in %.1f s of sound (need %.0f s)",
                    speechSeconds,
                    seconds,
                    LEAST_SPEECH_SECONDS));
        } else if (snrDecibels < LEAST_SNR_DECIBELS) {
            limits.add(String.format(
                    Locale.ROOT,
                    "the voice stands only %.0f dB above the noise (need %.0f dB)",
                    snrDecibels,
                    LEAST_SNR_DECIBELS));
        }
        if (clippedShare > MOST_CLIPPED_SHARE) {
            limits.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of the sound is clipped (at most %.0f %%); record it at a lower level",
                    100 * clippedShare,
                    100 * MOST_CLIPPED_SHARE));
        }
        return limits;
    }

    /**
     * Why neither word would be right; empty if the probability lies on either side.
     *
     * @param safe below it the word is safe
     * @param suspect from here on it is suspect
     */
    static List<String> ofProbability(double probability, double safe, double suspect) {
        return probability < safe || probability >= suspect
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        OPEN + "%.0f %%, lies between %.0f %% and %.0f %%, where too many of either kind are found;"
                                + " more speech or a better recording may tell",
                        100 * probability,
                        100 * safe,
                        100 * suspect));
    }

    /** Whether it was heard well enough to judge, even if the probability leaves it open then. */
    static boolean isAudible(Verdict verdict) {
        return verdict.limits().stream().allMatch(limit -> limit.startsWith(OPEN));
    }

    /**
     * Why this is unlike anything the detector learnt from; empty if it is not, or nobody knows.
     *
     * @param timbre how the recording sounds; null if there was nothing to listen to
     */
    static List<String> ofFamiliarity(@Nullable Familiarity familiarity, double @Nullable [] timbre) {
        if (familiarity == null || timbre == null) {
            return List.of();
        }
        double distance = familiarity.distance(timbre);
        return distance <= familiarity.limit()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "it sounds unlike anything the detector learnt from (distance %.1f, at most %.1f):"
                                + " another kind of line, or little that is speech",
                        distance,
                        familiarity.limit()));
    }
}
