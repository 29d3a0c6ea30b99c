package io.haechi.text.normal;

import java.util.Locale;

/** Latin letters, spelled. */
final class LetterNames {
    private static final String[] NAMES = {
        "에이", "비", "씨", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠", "엔", "오", "피", "큐", "알", "에스", "티", "유",
        "브이", "더블유", "엑스", "와이", "제트"
    };
    private static final int LONGEST_ABBREVIATION = 4;

    private LetterNames() {}

    /** Appends letters from A to Z and a to z. */
    static void append(StringBuilder out, String letters) {
        boolean isAbbreviation =
                letters.length() <= LONGEST_ABBREVIATION && letters.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (isAbbreviation) {
            letters.chars().forEach(c -> out.append(NAMES[c - 'A']));
        } else {
            out.append(letters.toLowerCase(Locale.ROOT));
        }
    }
}
