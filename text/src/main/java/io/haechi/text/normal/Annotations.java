package io.haechi.text.normal;

import java.util.Set;

/** Removes what a transcriber added and what masks a name; looks at most {@value #REACH} characters ahead. */
final class Annotations {
    static final char MASK = '○';

    private static final int REACH = 48;
    private static final String RUN_MASKS = "○◯●◎□■△▲◇◆☆★*@_#oOxX×";
    private static final String SINGLE_MASKS = "○◯□△◇";
    private static final String NOISES = "bnlous";
    private static final Set<String> REMARKS = Set.of(
            "웃음",
            "웃음소리",
            "웃으며",
            "한숨",
            "박수",
            "노래",
            "기침",
            "목청",
            "목을 가다듬으며",
            "숨소리",
            "침묵",
            "잡음",
            "음악",
            "음악소리",
            "소음",
            "울음",
            "비명",
            "휴지",
            "효과음",
            "벨소리",
            "통화음",
            "통화 연결음",
            "연결음",
            "안내음",
            "발화 겹침",
            "불명확",
            "청취불가",
            "안들림",
            "안 들림",
            "묵음",
            "하품",
            "감탄",
            "laughing",
            "laughter",
            "laugh",
            "clearing",
            "singing",
            "applauding",
            "applause",
            "noise",
            "music",
            "inaudible",
            "unclear",
            "sigh",
            "cough",
            "silence",
            "crosstalk",
            "blank_audio",
            "xx");
    private static final Set<String> MASK_NAMES = Set.of(
            "이름",
            "성명",
            "상호",
            "상호명",
            "회사명",
            "전화번호",
            "휴대폰번호",
            "핸드폰번호",
            "주소",
            "계좌번호",
            "카드번호",
            "주민번호",
            "주민등록번호",
            "소속",
            "은행명",
            "지명",
            "날짜",
            "생년월일",
            "금액",
            "기타",
            "name",
            "address",
            "company-name",
            "tel-num",
            "account-num");

    private final String text;
    private final NormaliserOptions options;
    private final StringBuilder out;
    private int at;
    private boolean isLineStart = true;
    private boolean isWordStart = true;

    Annotations(String text, NormaliserOptions options) {
        this.text = text;
        this.options = options;
        this.out = new StringBuilder(text.length());
    }

    String removed() {
        while (at < text.length()) {
            if (isLineStart && options.removesAnnotations()) {
                at = SpeakerMarks.end(text, at);
                isLineStart = false;
                continue;
            }
            char c = text.charAt(at);
            if (isPlain(c) || !(annotation(c) || mask(c))) {
                out.append(c);
                at++;
                isLineStart = c == '\n';
                isWordStart = c == '\n' || c == ' ' || c == '\t';
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 0xAC00 && c <= 0xD7A3 || c == ' ' || c >= '0' && c <= '9';
    }

    /** Whether there is anything to look for: a line end, or a character that is no Hangul, space or figure. */
    static boolean mayStandIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return true;
            }
        }
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    }

    private boolean annotation(char c) {
        if (!options.removesAnnotations()) {
            return false;
        }
        return switch (c) {
            case '(' -> pair() || remark(')');
            case '[' -> bracketed(']');
            case '{' -> bracketed('}');
            case '<' -> bracketed('>');
            case '【' -> bracketed('】');
            case '#' -> enclosed('#');
            case '&' -> enclosed('&');
            case '@' -> named();
            default -> noise(c);
        };
    }

    /** Of (written)/(spoken) the spoken half stays. */
    private boolean pair() {
        int close = closing(')');
        if (close < 0 || !text.startsWith("/(", close + 1)) {
            return false;
        }
        int second = text.indexOf(')', close + 3);
        if (second < 0 || second > close + REACH) {
            return false;
        }
        out.append(text, close + 3, second);
        return moveTo(second + 1);
    }

    private boolean remark(char closing) {
        int close = closing(closing);
        return close > 0 && REMARKS.contains(inside(close)) && dropTo(close + 1);
    }

    private boolean bracketed(char closing) {
        int close = closing(closing);
        if (close < 0) {
            return false;
        }
        return MASK_NAMES.contains(withoutNumber(inside(close))) ? maskTo(close + 1) : dropTo(close + 1);
    }

    private boolean enclosed(char mark) {
        int close = closing(mark);
        if (close < at + 2) {
            return false;
        }
        String inside = inside(close);
        boolean isOneWord = inside.chars().noneMatch(Character::isWhitespace);
        boolean isName = inside.startsWith("@") || MASK_NAMES.contains(withoutNumber(inside));
        return isOneWord && isName && maskTo(close + 1);
    }

    private boolean named() {
        for (int length = 6; length >= 2; length--) {
            int end = at + 1 + length;
            if (end <= text.length() && MASK_NAMES.contains(text.substring(at + 1, end))) {
                while (end < text.length() && end < at + REACH && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                return maskTo(end);
            }
        }
        return false;
    }

    private boolean noise(char c) {
        boolean isNoise = isWordStart
                && NOISES.indexOf(c) >= 0
                && at + 1 < text.length()
                && text.charAt(at + 1) == '/'
                && (at + 2 == text.length() || !isLatin(text.charAt(at + 2)) || isNoiseAt(at + 2));
        return isNoise && dropTo(at + 2);
    }

    private boolean isNoiseAt(int place) {
        return NOISES.indexOf(text.charAt(place)) >= 0 && text.startsWith("/", place + 1);
    }

    private boolean mask(char c) {
        if (options.masks() == Masks.KEEP || RUN_MASKS.indexOf(c) < 0) {
            return false;
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) == c) {
            end++;
        }
        boolean isLetter = isLatin(c);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = end == text.length() ? ' ' : text.charAt(end);
        if (isLetter && (isLatin(before) || isLatin(after))) {
            return copyTo(end);
        }
        boolean isSingle =
                SINGLE_MASKS.indexOf(c) >= 0 || (isLetter || c == '*') && isHangul(before) && isHangul(after);
        return end > at + 1 || isSingle ? maskTo(end) : copyTo(end);
    }

    /** Where this bracket closes on the same line and within reach, or -1. */
    private int closing(char mark) {
        for (int i = at + 1; i < text.length() && i < at + REACH; i++) {
            char c = text.charAt(i);
            if (c == mark) {
                return i;
            }
            if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    private String inside(int close) {
        return text.substring(at + 1, close).strip();
    }

    private static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end);
    }

    private boolean dropTo(int end) {
        out.append(' ');
        isWordStart = true;
        at = end;
        return true;
    }

    private boolean maskTo(int end) {
        if (options.masks() == Masks.ONE) {
            out.append(MASK);
        }
        return moveTo(end);
    }

    private boolean copyTo(int end) {
        out.append(text, at, end);
        return moveTo(end);
    }

    private boolean moveTo(int end) {
        at = end;
        isWordStart = false;
        return true;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isHangul(char c) {
        return c >= 0xAC00 && c <= 0xD7A3;
    }
}
