package io.haechi.cli;

import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.Verdict;
import io.haechi.voice.Hearing;
import io.haechi.voice.Stability;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How verdicts look to a person: words, per cent, a strip of the windows. Colours only where they are welcome. */
final class Terminal {
    private static final String STEPS = "▁▂▃▄▅▆▇█";
    private static final int STRIP = 60;

    private final boolean isColoured;

    Terminal(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /** Colours if standard output is a terminal and nobody asked for none. */
    static Terminal standard() {
        return new Terminal(isTerminal() && System.getenv("NO_COLOR") == null);
    }

    static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    String lines(Hearing hearing) {
        StringBuilder text = new StringBuilder();
        boolean several = hearing.channels().size() > 1;
        text.append(headline(
                hearing.file(),
                hearing.verdict(),
                several
                        ? "worst of " + hearing.channels().size() + " channels"
                        : rests(hearing, hearing.channels().getFirst())));
        for (Hearing.Channel channel : hearing.channels()) {
            if (several) {
                text.append("  ")
                        .append(headline("channel " + channel.number(), channel.verdict(), rests(hearing, channel)));
            }
            strip(text, hearing, channel);
        }
        return text.toString();
    }

    /** One line below a verdict: whether it outlives being re-encoded, and what changes it if it does not. */
    String line(Stability stability) {
        String looked = stability.channels().stream().anyMatch(channel -> !channel.isWhole())
                ? "; looked at " + passages(stability) + " again"
                : "";
        if (stability.isStable()) {
            String names =
                    stability.looks().stream().map(Stability.Look::condition).collect(Collectors.joining(", "));
            return "    안정 stable: the same word after " + names + looked + "\n";
        }
        String changes = stability.changes().stream().map(this::change).collect(Collectors.joining(", "));
        return "    불안정 unstable: " + changes + looked + "; take it for \"cannot tell\"\n";
    }

    private String change(Stability.Look look) {
        Decision decision = look.verdict().decision();
        String likelihood = decision == Decision.UNSURE
                ? ""
                : " (" + Likelihood.percent(look.verdict().probability()) + ")";
        return look.condition() + " makes it " + word(decision) + likelihood;
    }

    private static String passages(Stability stability) {
        return stability.channels().stream()
                .map(channel -> time(channel.startSeconds()) + "-" + time(channel.endSeconds()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String headline(String name, Verdict verdict, String rests) {
        String likelihood = verdict.decision() == Decision.UNSURE
                ? "cannot tell: " + String.join("; ", verdict.limits())
                : "synthetic voice " + Likelihood.words(verdict.probability()) + " ("
                        + Likelihood.percent(verdict.probability()) + ")";
        return name + ": " + word(verdict.decision()) + ", " + likelihood + (rests.isEmpty() ? "" : "; " + rests)
                + "\n";
    }

    private String rests(Hearing hearing, Hearing.Channel channel) {
        if (channel.verdict().decision() == Decision.UNSURE) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "rests on %.1f s of speech in %s of sound",
                channel.speechSeconds(),
                time(hearing.seconds()));
    }

    private void strip(StringBuilder text, Hearing hearing, Hearing.Channel channel) {
        List<Evidence> windows = channel.verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
        if (windows.isEmpty()) {
            return;
        }
        int cells = (int) Math.clamp(Math.ceil(hearing.seconds()), 1, STRIP);
        StringBuilder strip = new StringBuilder();
        for (int cell = 0; cell < cells; cell++) {
            double from = hearing.seconds() * cell / cells;
            double to = hearing.seconds() * (cell + 1) / cells;
            double highest = windows.stream()
                    .filter(window -> window.startSeconds() < to && window.endSeconds() > from)
                    .mapToDouble(Evidence::probability)
                    .max()
                    .orElse(-1);
            strip.append(highest < 0 ? '·' : STEPS.charAt((int) Math.min(7, highest * 8)));
        }
        Evidence strongest = windows.stream()
                .max(Comparator.comparingDouble(Evidence::probability))
                .orElseThrow();
        text.append(String.format(
                Locale.ROOT,
                "    0:00 %s %s  highest %s at %s-%s%n",
                strip,
                time(hearing.seconds()),
                Likelihood.percent(strongest.probability()),
                time(strongest.startSeconds()),
                time(strongest.endSeconds())));
    }

    private String word(Decision decision) {
        String word = decision.korean() + " " + decision;
        if (!isColoured) {
            return word;
        }
        String colour = switch (decision) {
            case SAFE -> "32";
            case SUSPECT -> "33";
            case DANGER -> "31;1";
            case UNSURE -> "36";
        };
        return "\u001b[" + colour + "m" + word + "\u001b[0m";
    }

    /** Minutes and seconds, such as 1:05. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
