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
        char[] out = new char[text.length()];
        int length = 0;
        int lastStart = 0;
        int lastEnd = 0;
        int times = 0;
        char due = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != ' ' && text.charAt(i) != '\n') {
                continue;
            }
            boolean isSame = i - start == lastEnd - lastStart && text.regionMatches(start, text, lastStart, i - start);
            times = isSame ? times + 1 : 1;
            lastStart = start;
            lastEnd = i;
            boolean isFiller = !options.keepsFillers() && i - start <= 2 && FILLERS.contains(text.substring(start, i));
            boolean isTooMuch = options.mostRepeats() > 0 && times > options.mostRepeats();
            if (i > start && !isFiller && !isTooMuch) {
                if (due != 0 && length > 0) {
                    out[length++] = due;
                }
                text.getChars(start, i, out, length);
                length += i - start;
                due = 0;
            }
            if (i < text.length() && options.breaks() != Breaks.NONE) {
                due = due == '\n' ? due : text.charAt(i);
            }
            start = i + 1;
        }
        return new String(out, 0, length);
    }
}
