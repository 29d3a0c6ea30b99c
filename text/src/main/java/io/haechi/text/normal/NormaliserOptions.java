package io.haechi.text.normal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link Normaliser} levels. Unicode is always composed (NFC), full-width letters become ordinary ones, control
 * characters go.
 *
 * @param removesAnnotations whether what a transcriber added goes: speaker marks at the beginning of a line ({@code 상담원:},
 *     {@code [고객]}, {@code A:}), times there ({@code 00:12}), remarks ({@code (웃음)}, {@code {laughing}}, {@code [음악]}),
 *     noises ({@code b/ n/ l/ o/}); of a pair {@code (70%)/(칠십 퍼센트)} the spoken half stays
 * @param masks what becomes of {@code OOO ○○ XX *** {이름} #@이름# &name1&}; only {@link Masks#KEEP} without
 *     {@code removesAnnotations} leaves braces alone
 * @param digits how figures are written
 * @param latin how Latin letters are written
 * @param keepsPunctuation whether punctuation stays
 * @param keepsSymbols whether emoji and symbols stay; {@code %} is read aloud where digits are spelled
 * @param keepsJamo whether single Hangul letters (ㅋㅋ, ㅠㅠ) stay
 * @param keepsFillers whether words that only hesitate (어, 음, 으, 흠, 엄) stay
 * @param mostRepeats the same letter or word in a row stays at most this often; 0 for any number
 * @param breaks what becomes of white space
 */
public record NormaliserOptions(
        boolean removesAnnotations,
        Masks masks,
        Digits digits,
        Latin latin,
        boolean keepsPunctuation,
        boolean keepsSymbols,
        boolean keepsJamo,
        boolean keepsFillers,
        int mostRepeats,
        Breaks breaks) {

    private static final Set<String> KEYS = Set.of(
            "annotations",
            "masks",
            "digits",
            "latin",
            "punctuation",
            "symbols",
            "jamo",
            "fillers",
            "repeats",
            "breaks");

    /** Only Unicode and white space: for showing a text to a person. */
    public static final NormaliserOptions PLAIN =
            new NormaliserOptions(false, Masks.KEEP, Digits.KEEP, Latin.KEEP, true, true, true, true, 0, Breaks.LINES);

    /** Words only, on one line: for telling calls apart by what is said and not by who wrote it down. */
    public static final NormaliserOptions CALL = new NormaliserOptions(
            true, Masks.DROP, Digits.SPELL, Latin.SPELL, false, false, false, false, 2, Breaks.SPACES);

    /** As {@link #CALL}, but lines stay lines. */
    public static final NormaliserOptions CALL_LINES = CALL.with(Breaks.LINES);

    /** As {@link #CALL}, without spaces: for recognisers that merge words. */
    public static final NormaliserOptions CALL_UNSPACED = CALL.with(Breaks.NONE);

    public NormaliserOptions {
        if (mostRepeats < 0 || mostRepeats > 100) {
            throw new IllegalArgumentException(
                    "Most repeats must be between 0 (any number) and 100, got " + mostRepeats);
        }
    }

    /** The preset of this name: plain, call, call-lines or call-unspaced. */
    public static NormaliserOptions named(String name) {
        return switch (name) {
            case "plain" -> PLAIN;
            case "call" -> CALL;
            case "call-lines" -> CALL_LINES;
            case "call-unspaced" -> CALL_UNSPACED;
            default ->
                throw new IllegalArgumentException(
                        "No options are called \"" + name + "\"; known are plain, call, call-lines, call-unspaced");
        };
    }

    /** The same with other white space. */
    public NormaliserOptions with(Breaks newBreaks) {
        return with("breaks", word(newBreaks));
    }

    /** The same with other digits. */
    public NormaliserOptions with(Digits newDigits) {
        return with("digits", word(newDigits));
    }

    /** The same with other Latin letters. */
    public NormaliserOptions with(Latin newLatin) {
        return with("latin", word(newLatin));
    }

    /** The same with other masks. */
    public NormaliserOptions with(Masks newMasks) {
        return with("masks", word(newMasks));
    }

    /** The same but for one setting, by its key and value in {@link #toMap}. */
    public NormaliserOptions with(String key, String value) {
        Map<String, String> map = new LinkedHashMap<>(toMap());
        map.put(key, value);
        return of(map);
    }

    /** As words, for recipes and cards: {@code annotations, punctuation, symbols, jamo, fillers: keep | drop}, and the rest. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("annotations", word(!removesAnnotations));
        map.put("masks", word(masks));
        map.put("digits", word(digits));
        map.put("latin", word(latin));
        map.put("punctuation", word(keepsPunctuation));
        map.put("symbols", word(keepsSymbols));
        map.put("jamo", word(keepsJamo));
        map.put("fillers", word(keepsFillers));
        map.put("repeats", Integer.toString(mostRepeats));
        map.put("breaks", word(breaks));
        return map;
    }

    /**
     * From words as {@link #toMap} gives them; what is missing is as in {@link #CALL}.
     *
     * @throws IllegalArgumentException if a key or value is unknown
     */
    public static NormaliserOptions of(Map<String, String> map) {
        map.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("Normalising knows no \"" + key + "\"; known are "
                            + String.join(", ", CALL.toMap().keySet()));
                });
        Map<String, String> all = new LinkedHashMap<>(CALL.toMap());
        all.putAll(map);
        return new NormaliserOptions(
                !isKept(all, "annotations"),
                value(all, "masks", Masks.class),
                value(all, "digits", Digits.class),
                value(all, "latin", Latin.class),
                isKept(all, "punctuation"),
                isKept(all, "symbols"),
                isKept(all, "jamo"),
                isKept(all, "fillers"),
                count(all, "repeats"),
                value(all, "breaks", Breaks.class));
    }

    private static String word(boolean isKept) {
        return isKept ? "keep" : "drop";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isKept(Map<String, String> map, String key) {
        String word = map.getOrDefault(key, "");
        if (!word.equals("keep") && !word.equals("drop")) {
            throw new IllegalArgumentException(key + " is kept or dropped (keep, drop), got \"" + word + "\"");
        }
        return word.equals("keep");
    }

    private static int count(Map<String, String> map, String key) {
        String word = map.getOrDefault(key, "");
        if (!word.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException(key + " must be between 0 and 100, got \"" + word + "\"");
        }
        return Integer.parseInt(word);
    }

    private static <E extends Enum<E>> E value(Map<String, String> map, String key, Class<E> type) {
        String word = map.getOrDefault(key, "");
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(key + " knows no \"" + word + "\"; known are "
                + String.join(
                        ", ",
                        java.util.Arrays.stream(type.getEnumConstants())
                                .map(NormaliserOptions::word)
                                .toList()));
    }
}
