package io.haechi.text.normal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands at the beginning of a line to say who speaks and when. */
final class SpeakerMarks {
    private static final int LONGEST = 48;
    private static final String OPENINGS = "[(<{【-–—•>0123456789";
    private static final String WHO = "(?:상담원|상담사|상담자|고객님?|손님|사용자|안내원?|직원|화자|발신자?|수신자?|피해자|가해자|사기범|범인|용의자|피싱범"
            + "|남자?|여자?|남성|여성|본인|상대방?|수사관|검사|형사|기자|민원인|공무원|담당자|학생|선생님?|강사|판매자|구매자|기사님?|점원|사회자|진행자"
            + "|[A-Za-z]|(?i:speaker|spk|agent|customer|caller|callee|operator|user|assistant|client|victim|scammer))"
            + "(?:[ _]?[0-9A-Z]{1,3})?";
    private static final String CLOCK = "(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?";
    private static final Pattern MARK = Pattern.compile("[ \\t]{0,8}(?:"
            + "[\\[(]?" + CLOCK + "(?:[ ]?(?:-->|-|~)[ ]?" + CLOCK + ")?[\\])]?(?=\\s|$)"
            + "|[-–—•>]{1,3}(?=[ ])"
            + "|[\\[(<{【][ ]?" + WHO + "[ ]?[\\])>}】][ ]?[:：]?"
            + "|" + WHO + "[ ]?[:：](?![0-9/])"
            + ")");

    private SpeakerMarks() {}

    /** Where the marks that begin here end; here if there are none. */
    static int end(String text, int start) {
        int end = start;
        for (int mark = 0; mark < 3; mark++) {
            if (!mayBegin(text, end)) {
                return end;
            }
            Matcher matcher = MARK.matcher(text).region(end, Math.min(text.length(), end + LONGEST));
            if (!matcher.lookingAt()) {
                return end;
            }
            end = matcher.end();
        }
        return end;
    }

    /** A cheap look before the pattern is asked: a mark begins with a bracket, a dash or a figure, or has a colon soon. */
    private static boolean mayBegin(String text, int start) {
        int first = start;
        int most = Math.min(text.length(), start + LONGEST / 2);
        while (first < most && (text.charAt(first) == ' ' || text.charAt(first) == '\t')) {
            first++;
        }
        if (first == most || text.charAt(first) == '\n') {
            return false;
        }
        if (OPENINGS.indexOf(text.charAt(first)) >= 0) {
            return true;
        }
        for (int i = first; i < most; i++) {
            char c = text.charAt(i);
            if (c == ':' || c == '：') {
                return true;
            }
            if (c == '\n') {
                return false;
            }
        }
        return false;
    }
}
