package io.haechi.text.normal;

import java.util.Set;

/** Leaves out words that only hesitate, words repeated too often, and, where wanted, the spaces. */
final class Repetitions {
    private static final Set<String> FILLERS = Set.of("어", "음", "으", "흠", "엄", "으음", "어어", "음음", "으으", "허");

    private Repetitions() {}

    static boolean needed(NormaliserOptions options) {
        return !options.keepsFillers() || options.mostRepeats() > 0 || options.breaks() == Breaks.NONE;
    }

    static String shortened(String text, NormaliserOptions options) {
        StringBuilder out = new StringBuilder(text.length());
        String last = "";
        int times = 0;
        char due = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != ' ' && text.charAt(i) != '\n') {
                continue;
            }
            int length = i - start;
            boolean isSame = length == last.length() && text.regionMatches(start, last, 0, length);
            times = isSame ? times + 1 : 1;
            last = isSame ? last : text.substring(start, i);
            boolean isFiller = !options.keepsFillers() && length <= 2 && FILLERS.contains(last);
            boolean isTooMuch = options.mostRepeats() > 0 && times > options.mostRepeats();
            if (length > 0 && !isFiller && !isTooMuch) {
                if (due != 0 && !out.isEmpty()) {
                    out.append(due);
                }
                out.append(last);
                due = 0;
            }
            if (i < text.length() && options.breaks() != Breaks.NONE) {
                due = due == '\n' ? due : text.charAt(i);
            }
            start = i + 1;
        }
        return out.toString();
    }
}
