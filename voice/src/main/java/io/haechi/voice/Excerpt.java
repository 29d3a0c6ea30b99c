package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import io.haechi.core.Evidence;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A stretch of one channel, in memory. */
final class Excerpt {
    private Excerpt() {}

    /** What lies between two times of a recording, or as much of it as there is. */
    static float[] read(Path recording, int channel, double fromSeconds, double seconds) {
        long from = Math.round(fromSeconds * Voice.SAMPLE_RATE);
        int wanted = (int) Math.round(seconds * Voice.SAMPLE_RATE);
        float[] samples = new float[wanted];
        long end = 0;
        try (SoundStream sound = SoundFile.open(recording, Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            float[][] block = new float[sound.channels()][Voice.SAMPLE_RATE];
            while (end < from + wanted) {
                long left = (end < from ? from : from + wanted) - end;
                int read = sound.read(block, (int) Math.min(Voice.SAMPLE_RATE, left));
                if (read < 0) {
                    break;
                }
                if (end >= from) {
                    System.arraycopy(block[channel], 0, samples, (int) (end - from), read);
                }
                end += read;
            }
        }
        return Arrays.copyOf(samples, (int) Math.max(0, end - from));
    }

    /**
     * Where the stretch of this length begins whose windows speak most for the verdict, by the mean of their log-odds: for a
     * synthetic voice the most synthetic one. Stretches with less than half as many windows as others are passed over.
     */
    static double start(List<Evidence> windows, Hearing hearing, double seconds) {
        double last = hearing.seconds() - seconds;
        if (last <= 0 || windows.isEmpty()) {
            return 0;
        }
        List<List<Evidence>> stretches = windows.stream()
                .map(first -> Math.min(first.startSeconds(), last))
                .map(start -> within(windows, start, start + seconds))
                .toList();
        int most = stretches.stream().mapToInt(List::size).max().orElse(0);
        int sign = hearing.verdict().isPositive() ? 1 : -1;
        List<Evidence> best = stretches.stream()
                .filter(stretch -> 2 * stretch.size() >= most && !stretch.isEmpty())
                .max(Comparator.comparingDouble(stretch -> sign * meanLogOdds(stretch)))
                .orElse(windows);
        return Math.min(best.getFirst().startSeconds(), last);
    }

    private static List<Evidence> within(List<Evidence> windows, double from, double to) {
        return windows.stream()
                .filter(window -> window.startSeconds() >= from - 1e-6 && window.endSeconds() <= to + 1e-6)
                .toList();
    }

    private static double meanLogOdds(List<Evidence> windows) {
        return windows.stream()
                .mapToDouble(window -> Math.clamp(window.probability(), 1e-9, 1 - 1e-9))
                .map(probability -> Math.log(probability / (1 - probability)))
                .average()
                .orElse(0);
    }

    static Sound sound(float[] samples) {
        return Sound.mono(samples, Voice.SAMPLE_RATE);
    }
}
