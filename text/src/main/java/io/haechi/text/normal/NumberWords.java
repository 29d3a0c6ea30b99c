package io.haechi.text.normal;

/** Numbers in Korean words, as they are read aloud. */
final class NumberWords {
    private static final String[] DIGITS = {"영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"};
    private static final String[] PLACES = {"", "십", "백", "천"};
    private static final String[] GROUPS = {"", "만", "억", "조"};
    private static final String[] ONES = {"", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"};
    private static final String[] TENS = {"", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"};
    private static final int MOST_DIGITS = 16;
    /** Things that are counted with native numbers; 시 up to twelve only. */
    private static final String[] COUNTERS = {"시간", "시", "살", "명", "개", "달", "가지", "마리", "군데", "번째", "사람"};

    private NumberWords() {}

    /**
     * Appends a number.
     *
     * @param run digits that may have commas, points, hyphens, colons and slashes between them
     * @param text where it stands
     * @param end where it ends in the text, for what is counted decides how it is read
     */
    static void append(StringBuilder out, String run, String text, int end) {
        String number = withoutGrouping(run);
        if (number.chars().allMatch(Character::isDigit)) {
            whole(out, number, text, end);
        } else if (number.matches("[0-9]{1,16}\\.[0-9]{1,16}")) {
            int point = number.indexOf('.');
            sino(out, number.substring(0, point));
            out.append('점');
            oneByOne(out, number.substring(point + 1), "영");
        } else {
            pieces(out, number);
        }
    }

    private static void whole(StringBuilder out, String number, String text, int end) {
        if (number.length() > 1 && number.charAt(0) == '0' || number.length() > MOST_DIGITS) {
            oneByOne(out, number, "공");
        } else if (number.length() <= 2 && isCountedNatively(Integer.parseInt(number), text, end)) {
            nativeWord(out, Integer.parseInt(number));
        } else if (!(number.equals("1") && end < text.length() && "십백천만".indexOf(text.charAt(end)) >= 0)) {
            sino(out, number);
        }
    }

    /** 02-123-4567, 12:30, 1/2: piece by piece; telephone and account numbers digit by digit. */
    private static void pieces(StringBuilder out, String number) {
        boolean isDialled = number.indexOf('-') >= 0;
        int start = 0;
        for (int i = 0; i <= number.length(); i++) {
            if (i == number.length() || !Character.isDigit(number.charAt(i))) {
                String piece = number.substring(start, i);
                if (isDialled || piece.length() > MOST_DIGITS || piece.length() > 1 && piece.charAt(0) == '0') {
                    oneByOne(out, piece, "공");
                } else {
                    sino(out, piece);
                }
                if (i < number.length() && !isDialled) {
                    out.append(' ');
                }
                start = i + 1;
            }
        }
    }

    private static String withoutGrouping(String run) {
        return run.indexOf(',') >= 0 && run.matches("[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\\.[0-9]{1,16})?")
                ? run.replace(",", "")
                : run;
    }

    private static boolean isCountedNatively(int number, String text, int end) {
        if (number < 1 || text.startsWith("개월", end) || text.startsWith("개년", end)) {
            return false;
        }
        int start = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        for (String counter : COUNTERS) {
            if (text.startsWith(counter, start)) {
                return !counter.equals("시") || number <= 12;
            }
        }
        return false;
    }

    private static void nativeWord(StringBuilder out, int number) {
        out.append(number == 20 ? "스무" : TENS[number / 10]).append(ONES[number % 10]);
    }

    private static void oneByOne(StringBuilder out, String digits, String zero) {
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            out.append(digit == 0 ? zero : DIGITS[digit]);
        }
    }

    private static void sino(StringBuilder out, String digits) {
        long number = Long.parseLong(digits);
        if (number == 0) {
            out.append("영");
            return;
        }
        for (int group = 3; group >= 0; group--) {
            int four = (int) (number / (long) Math.pow(10_000, group) % 10_000);
            boolean isBareMan = group == 1 && four == 1 && number < 20_000;
            if (four > 0) {
                if (!isBareMan) {
                    fourDigits(out, four);
                }
                out.append(GROUPS[group]);
            }
        }
    }

    private static void fourDigits(StringBuilder out, int four) {
        int divisor = 1000;
        for (int place = 3; place >= 0; place--) {
            int digit = four / divisor % 10;
            if (digit > 0) {
                if (digit > 1 || place == 0) {
                    out.append(DIGITS[digit]);
                }
                out.append(PLACES[place]);
            }
            divisor /= 10;
        }
    }
}
