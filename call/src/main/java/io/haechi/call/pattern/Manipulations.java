package io.haechi.call.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for {@link Manipulation}s in sentences. */
public final class Manipulations {
    /** Longer ones are looked at up to here: no sentence that is spoken is longer, and patterns must end. */
    private static final int LONGEST = 2_000;

    private Manipulations() {}

    /** Every manipulation in a sentence once, in the order of the enum. */
    public static List<Found> in(String sentence) {
        String looked = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
        StringBuilder letters = new StringBuilder(looked.length());
        int[] places = new int[looked.length() + 1];
        for (int i = 0; i < looked.length(); i++) {
            char c = looked.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                places[letters.length()] = i;
                letters.append(c);
            }
        }
        String squeezed = letters.toString().toLowerCase(Locale.ROOT);
        if (squeezed.length() != letters.length()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (Manipulation each : Manipulation.values()) {
            for (Pattern pattern : each.patterns()) {
                Matcher matcher = pattern.matcher(squeezed);
                if (matcher.find()) {
                    found.add(new Found(
                            each, looked.substring(places[matcher.start()], places[matcher.end() - 1] + 1)));
                    break;
                }
            }
        }
        return found;
    }
}
