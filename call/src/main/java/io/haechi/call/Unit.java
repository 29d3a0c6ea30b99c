package io.haechi.call;

import java.util.ArrayList;
import java.util.List;

/**
 * What is judged at once. A whole call gives its length away: recordings of phishing are long, bank calls short. Windows of a few
 * sentences are alike in length wherever they come from; each is judged by itself and the call by their mean logit.
 *
 * @param sentences lines of a window; 0 for the whole text
 * @param step lines from one window to the next
 */
public record Unit(int sentences, int step) {
    /** The whole text at once. */
    public static final Unit WHOLE = new Unit(0, 0);

    public Unit {
        if (sentences < 0 || (sentences == 0 ? step != 0 : step < 1 || step > sentences)) {
            throw new IllegalArgumentException(
                    "Windows must have at least 1 sentence and a step of 1 to as many, or 0 and 0"
                            + " for the whole text; got " + sentences + " and " + step);
        }
    }

    /** Cuts lines into windows; the last one ends with the text. At least one, of whatever there is. */
    public List<String> cut(List<String> lines) {
        if (sentences == 0 || lines.size() <= sentences) {
            return List.of(String.join(" ", lines));
        }
        List<String> windows = new ArrayList<>();
        for (int from = 0; from < lines.size() - sentences + step; from += step) {
            int end = Math.min(lines.size(), from + sentences);
            windows.add(String.join(" ", lines.subList(end - sentences, end)));
        }
        return windows;
    }
}
