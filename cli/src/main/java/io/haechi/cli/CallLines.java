package io.haechi.cli;

import io.haechi.call.CallReading;
import io.haechi.call.SentenceReading;
import io.haechi.call.SentencesReading;
import io.haechi.call.pattern.Manipulation;
import io.haechi.core.Decision;
import io.haechi.core.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reading of a call for a terminal. */
final class CallLines {
    private static final int MOST_SENTENCES = 3;

    private CallLines() {}

    /** How much is shown. */
    enum Detail {
        /** The verdict and the sentences that speak loudest for it. */
        BRIEF,
        /** Every sentence with its probability and the words that carried it. */
        EVERY_SENTENCE
    }

    static String of(CallReading reading, Terminal terminal, Detail detail) {
        StringBuilder text = new StringBuilder(headline(reading, terminal));
        if (reading.verdict().decision() != Decision.UNSURE) {
            text.append(String.format(
                    Locale.ROOT,
                    "    문장 비율 P %.0f %% (%d/%d, %s); 통화 %s%s%n",
                    100 * reading.share().value(),
                    reading.share().phishing(),
                    reading.share().sentences(),
                    reading.share().band().korean(),
                    Terminal.time(reading.seconds()),
                    alert(reading)));
        }
        boolean isSafe = reading.verdict().decision() == Decision.SAFE;
        if (!reading.manipulations().isEmpty()) {
            text.append(isSafe ? "    수법에 쓰이는 말 " : "    수법 ")
                    .append(reading.manipulations().stream()
                            .map(Manipulation::korean)
                            .collect(Collectors.joining(", ")))
                    .append("\n");
        }
        if (detail == Detail.EVERY_SENTENCE) {
            reading.sentences().forEach(each -> text.append(sentence(each)));
        } else if (!isSafe && reading.verdict().decision() != Decision.UNSURE) {
            loudest(reading).forEach(each -> text.append(sentence(each)));
        }
        return text.toString();
    }

    /** Every sentence by itself. */
    static String of(SentencesReading reading) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d of %d sentences sound like phishing (%s, from %s on)%n",
                reading.file(),
                reading.phishing(),
                reading.sentences().size(),
                reading.modelId(),
                Likelihood.percent(reading.threshold())));
        reading.sentences().forEach(each -> text.append(sentence(each)));
        return text.toString();
    }

    private static String headline(CallReading reading, Terminal terminal) {
        Verdict verdict = reading.verdict();
        String words = verdict.decision() == Decision.UNSURE
                ? "cannot tell: " + String.join("; ", verdict.limits())
                : (verdict.isPositive() || verdict.decision() == Decision.SAFE
                                ? ""
                                : "reads like phishing up to the alert; as a whole ")
                        + "voice phishing " + Likelihood.words(verdict.probability()) + " ("
                        + Likelihood.percent(verdict.probability()) + ")"
                        + (reading.type().isEmpty() ? "" : "; " + reading.type());
        return reading.file() + ": " + terminal.word(verdict.decision()) + ", " + words + "\n";
    }

    private static String alert(CallReading reading) {
        if (reading.alertAt() < 0) {
            return "";
        }
        SentenceReading at = reading.sentences().get(reading.alertAt());
        return "; alert at " + Terminal.time(at.endSeconds()) + ", after sentence " + (reading.alertAt() + 1);
    }

    private static List<SentenceReading> loudest(CallReading reading) {
        return reading.sentences().stream()
                .sorted(Comparator.comparingDouble(each -> -each.probability()))
                .limit(MOST_SENTENCES)
                .sorted(Comparator.comparingDouble(SentenceReading::startSeconds))
                .toList();
    }

    private static String sentence(SentenceReading sentence) {
        String phrases =
                sentence.phrases().stream().map(SentenceReading.Phrase::words).collect(Collectors.joining(", "));
        String found = sentence.manipulations().stream()
                .map(each -> each.manipulation().korean() + " \"" + each.words() + "\"")
                .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "    %5s %4s  %s",
                        Terminal.time(sentence.startSeconds()),
                        Likelihood.percent(sentence.probability()),
                        brief(sentence.text()))
                + (phrases.isEmpty() || sentence.probability() < 0.5 ? "" : "  [" + phrases + "]")
                + (found.isEmpty() ? "" : "  {" + found + "}")
                + "\n";
    }

    private static String brief(String text) {
        String clean = text.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "...";
    }
}
