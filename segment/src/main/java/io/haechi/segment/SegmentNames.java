package io.haechi.segment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Proposes a name for each segment from what sets it apart; no two segments get the same. */
final class SegmentNames {
    /** Differences smaller than this are not worth a name (Cohen, 1988: 0.5 is medium). */
    private static final double NOTABLE = 0.5;

    /** Where names are alike, a small difference is told as well. */
    private static final double SMALL = 0.2;

    private SegmentNames() {}

    /**
     * The same segments with names: what marks them; where two would be called alike, how much of it, then smaller marks as well,
     * and at last their number.
     */
    static List<SegmentProfile> given(List<SegmentProfile> segments) {
        List<String> names =
                segments.stream().map(each -> name(each, Mark::head, NOTABLE)).collect(Collectors.toList());
        replaceAlike(names, segments, each -> name(each, Mark::inside, NOTABLE));
        replaceAlike(names, segments, each -> name(each, Mark::inside, SMALL));
        replaceAlike(names, segments, each -> name(each, Mark::inside, SMALL) + ", number " + each.number());
        List<SegmentProfile> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            named.add(segments.get(i).named(names.get(i)));
        }
        return named;
    }

    private static void replaceAlike(
            List<String> names, List<SegmentProfile> segments, Function<SegmentProfile, String> longer) {
        Map<String, Long> counts = names.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        for (int i = 0; i < names.size(); i++) {
            if (counts.getOrDefault(names.get(i), 0L) > 1) {
                names.set(i, longer.apply(segments.get(i)));
            }
        }
    }

    private static String name(SegmentProfile segment, Function<Mark, String> words, double least) {
        Map<String, String> strong = new LinkedHashMap<>();
        for (SegmentProfile.Mark mark : segment.marks()) {
            if (Math.abs(mark.effect()) >= least && strong.size() < 2) {
                // One word of a column often is the others seldom: the strongest says it.
                strong.putIfAbsent(mark.column(), words.apply(Mark.of(mark.words())));
            }
        }
        return strong.isEmpty() ? "nothing sets it apart" : String.join(", ", strong.values());
    }

    /** What is said of a mark, taken apart: {@code head (inside instead of outside)}. */
    private record Mark(String head, String value) {
        static Mark of(String words) {
            int bracket = words.lastIndexOf(" (");
            int instead = words.indexOf(" instead of ", bracket);
            return new Mark(words.substring(0, bracket), words.substring(bracket + 2, instead));
        }

        String inside() {
            return head + " (" + value + ")";
        }
    }
}
