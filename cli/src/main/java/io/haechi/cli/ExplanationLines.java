package io.haechi.cli;

import io.haechi.core.Evidence;
import io.haechi.core.model.Calibration;
import io.haechi.voice.Attribution;
import io.haechi.voice.Explanation;
import java.util.Locale;

/** What a verdict hangs on, in words: Korean first, English beside it. */
final class ExplanationLines {
    private static final int MOST_WINDOWS = 3;
    private static final int MOST_BANDS = 4;

    private ExplanationLines() {}

    static String of(Explanation explanation, Terminal terminal) {
        StringBuilder text = new StringBuilder(terminal.lines(explanation.hearing()));
        Attribution attribution = explanation.attribution();
        if (attribution == null) {
            return text.append("  말소리가 모자라 설명할 것이 없습니다. / There is too little speech, and so nothing to explain.\n")
                    .toString();
        }
        windows(text, explanation);
        regions(text, attribution);
        bands(text, explanation);
        return text.toString();
    }

    private static void windows(StringBuilder text, Explanation explanation) {
        text.append("  가장 합성처럼 들리는 때 / Seconds that sound most synthetic:\n");
        for (Evidence window :
                explanation.windows().stream().limit(MOST_WINDOWS).toList()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %s-%s  %s%n",
                    Terminal.time(window.startSeconds()),
                    Terminal.time(window.endSeconds()),
                    Likelihood.percent(window.probability())));
        }
    }

    private static void regions(StringBuilder text, Attribution attribution) {
        text.append(String.format(
                Locale.ROOT,
                "  %1$s-%2$s 에서 판정을 이끈 곳 / What carries it, by taking it out of %1$s-%2$s:%n",
                Terminal.time(attribution.startSeconds()),
                Terminal.time(attribution.endSeconds())));
        if (attribution.regions().isEmpty()) {
            text.append("    두드러진 곳이 없습니다 / nothing stands out\n");
            return;
        }
        int number = 1;
        for (Attribution.Region region : attribution.regions()) {
            text.append(String.format(
                    Locale.ROOT, "    %d  %s: %s / %s%n", number++, region.place(), region.korean(), region.english()));
        }
        text.append(String.format(
                Locale.ROOT,
                "    모두 빼면 / without all of these: %s -> %s%n",
                Likelihood.percent(Calibration.sigmoid(attribution.logOdds())),
                Likelihood.percent(Calibration.sigmoid(attribution.logOddsWithout()))));
    }

    private static void bands(StringBuilder text, Explanation explanation) {
        text.append("  판정을 이끈 대역 / Bands that carry it (log-odds with the band minus without it):\n");
        for (Explanation.BandEffect band :
                explanation.bands().stream().limit(MOST_BANDS).toList()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %4.0f-%4.0f Hz  %+.2f  %s%n",
                    band.lowHertz(),
                    band.highHertz(),
                    band.effect(),
                    band.effect() > 0 ? "합성 쪽 / speaks for a synthetic voice" : "사람 쪽 / speaks for a human voice"));
        }
    }
}
