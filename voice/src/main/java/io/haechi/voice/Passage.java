package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import io.haechi.core.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The half minute of a channel that stands for the whole: the one whose windows, on the mean, say most nearly what the whole
 * says, among those that hold about as much speech as any. A channel no longer than that stands for itself.
 *
 * @param startSeconds where it begins
 * @param isWhole whether it is all there is
 * @param sound the channel's samples in it, mono at 16 kHz
 */
record Passage(double startSeconds, boolean isWhole, Sound sound) {
    static final double LONGEST_SECONDS = 30;

    /** A passage must hold this share of the windows with speech that the fullest one holds. */
    private static final double FULL_ENOUGH = 0.8;

    private static final double CLIP = 1e-6;

    double endSeconds() {
        return startSeconds + sound.seconds();
    }

    /** One passage for each channel, read in one go; memory holds half a minute of each. */
    static List<Passage> read(Path recording, Hearing hearing) {
        boolean isWhole = hearing.seconds() <= LONGEST_SECONDS;
        long[] starts = new long[hearing.channels().size()];
        for (int c = 0; c < starts.length; c++) {
            starts[c] = isWhole
                    ? 0
                    : Math.round(start(hearing.channels().get(c).verdict().probability(), windows(hearing, c))
                            * Voice.SAMPLE_RATE);
        }
        List<Passage> passages = new ArrayList<>();
        float[][] cut = cut(recording, starts);
        for (int c = 0; c < starts.length; c++) {
            passages.add(new Passage(
                    (double) starts[c] / Voice.SAMPLE_RATE, isWhole, Sound.mono(cut[c], Voice.SAMPLE_RATE)));
        }
        return passages;
    }

    private static List<Evidence> windows(Hearing hearing, int channel) {
        return hearing.channels().get(channel).verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
    }

    /** Where the passage begins that stands for a whole of this probability; windows are in order of time. */
    static double start(double whole, List<Evidence> windows) {
        int fullest = 0;
        for (int i = 0; i < windows.size(); i++) {
            fullest = Math.max(fullest, inPassage(windows, i).size());
        }
        double best = Double.POSITIVE_INFINITY;
        double start = 0;
        for (int i = 0; i < windows.size(); i++) {
            List<Evidence> passage = inPassage(windows, i);
            double mean = passage.stream()
                    .mapToDouble(window -> logOdds(window.probability()))
                    .average()
                    .orElseThrow();
            double distance = Math.abs(mean - logOdds(whole));
            if (passage.size() >= FULL_ENOUGH * fullest && distance < best) {
                best = distance;
                start = windows.get(i).startSeconds();
            }
        }
        return start;
    }

    /** The windows that lie in the passage which begins with this one. */
    private static List<Evidence> inPassage(List<Evidence> windows, int first) {
        double end = windows.get(first).startSeconds() + LONGEST_SECONDS;
        int last = first;
        while (last + 1 < windows.size() && windows.get(last + 1).endSeconds() <= end) {
            last++;
        }
        return windows.subList(first, last + 1);
    }

    private static float[][] cut(Path recording, long[] starts) {
        int length = (int) (LONGEST_SECONDS * Voice.SAMPLE_RATE);
        float[][] cut = new float[starts.length][length];
        int[] filled = new int[starts.length];
        long end = Arrays.stream(starts).max().orElse(0) + length;
        try (SoundStream sound = SoundFile.open(recording, Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            float[][] block = new float[sound.channels()][Voice.SAMPLE_RATE];
            long at = 0;
            for (int read = sound.read(block, Voice.SAMPLE_RATE);
                    read >= 0 && at < end;
                    read = sound.read(block, Voice.SAMPLE_RATE)) {
                for (int c = 0; c < starts.length; c++) {
                    int from = (int) Math.clamp(starts[c] - at, 0, read);
                    int count = Math.min(read - from, length - filled[c]);
                    System.arraycopy(block[c], from, cut[c], filled[c], count);
                    filled[c] += count;
                }
                at += read;
            }
        }
        for (int c = 0; c < cut.length; c++) {
            cut[c] = Arrays.copyOf(cut[c], filled[c]);
        }
        return cut;
    }

    private static double logOdds(double probability) {
        double bounded = Math.clamp(probability, CLIP, 1 - CLIP);
        return Math.log(bounded / (1 - bounded));
    }
}
