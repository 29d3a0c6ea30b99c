package io.haechi.cli;

import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import io.haechi.voice.Hearing;
import io.haechi.voice.LiveUpdate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How verdicts look while sound goes on: one line written over and over where somebody watches, or one line each. */
final class LiveLines {
    private static final int STRIP = 30;
    /** Columns of the narrowest terminal that the line must not wrap in, less those that Hangul takes twice. */
    private static final int COLUMNS = 74;

    private final PrintWriter out;
    private final Terminal terminal;
    private final boolean isInPlace;
    private String shown = "";

    LiveLines(PrintWriter out, Terminal terminal, boolean isInPlace) {
        this.out = out;
        this.terminal = terminal;
        this.isInPlace = isInPlace;
    }

    /** Shows how much speech there is before the first verdict; only where somebody watches. */
    void waiting(double seconds, double speechSeconds, double firstSpeechSeconds) {
        if (isInPlace) {
            over(String.format(
                    Locale.ROOT,
                    "%s  듣는 중 listening: %.0f of %.0f s of speech",
                    Terminal.time(seconds),
                    Math.floor(speechSeconds),
                    firstSpeechSeconds));
        }
    }

    void show(LiveUpdate update) {
        Hearing hearing = update.hearing();
        if (!update.isLast() && isInPlace) {
            over(brief(update));
        } else if (!update.isLast()) {
            out.print(terminal.headline(Terminal.time(hearing.seconds()), hearing.verdict(), rests(update)));
            out.flush();
        } else {
            last(update);
        }
    }

    private void last(LiveUpdate update) {
        if (isInPlace) {
            over("");
        }
        Hearing hearing = update.hearing();
        out.print(terminal.headline(hearing.file(), hearing.verdict(), rests(update)));
        if (hearing.channels().size() > 1) {
            for (Hearing.Channel channel : hearing.channels()) {
                out.print("  " + terminal.headline("channel " + channel.number(), channel.verdict(), ""));
            }
        }
        out.flush();
    }

    private void over(String line) {
        if (!line.equals(shown)) {
            shown = line;
            out.print("\r\u001b[K" + line);
            out.flush();
        }
    }

    private String brief(LiveUpdate update) {
        Verdict verdict = update.hearing().verdict();
        boolean isUnsure = verdict.decision() == Decision.UNSURE;
        String line = String.format(
                Locale.ROOT, "%s  %s  ", Terminal.time(update.hearing().seconds()), terminal.word(verdict.decision()));
        if (isUnsure) {
            String reason = String.join("; ", verdict.limits());
            return line + reason.substring(0, Math.min(reason.length(), COLUMNS - 24));
        }
        List<Evidence> windows = verdict.evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
        double now = update.hearing().seconds();
        double from = Math.max(update.fromSeconds(), now - STRIP);
        int cells = (int) Math.clamp(Math.round(now - from), 1, STRIP);
        return line
                + String.format(
                        Locale.ROOT,
                        "%4s  %.1f s of speech  ",
                        Likelihood.percent(verdict.probability()),
                        update.speechSeconds())
                + Terminal.strip(windows, from, now, cells);
    }

    private static String rests(LiveUpdate update) {
        Hearing hearing = update.hearing();
        if (hearing.verdict().decision() == Decision.UNSURE) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "rests on %.1f s of speech in %s",
                update.speechSeconds(),
                update.fromSeconds() > 0
                        ? "the last " + Terminal.time(hearing.seconds() - update.fromSeconds()) + " of "
                                + Terminal.time(hearing.seconds())
                        : Terminal.time(hearing.seconds()) + " of sound");
    }
}
