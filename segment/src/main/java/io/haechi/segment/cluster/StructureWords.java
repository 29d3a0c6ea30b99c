package io.haechi.segment.cluster;

import java.util.Locale;

/** What was found, for somebody who decides whom to call and has never heard of a silhouette. */
final class StructureWords {
    private StructureWords() {}

    static String tooFew(int rows, int needed) {
        return "There are only " + rows + " rows; with fewer than " + needed + " nobody can tell groups from chance.";
    }

    static Structure explain(Structure found) {
        return new Structure(
                found.found(),
                found.groups(),
                found.k(),
                found.hopkins(),
                found.valley(),
                found.valleyByChance(),
                found.silhouette(),
                found.silhouetteByChance(),
                found.stability(),
                found.found() ? yes(found) : no(found));
    }

    private static String yes(Structure found) {
        return String.format(
                Locale.ROOT,
                "%d groups stand apart: between them there are only %.0f rows for every 100 at their centres"
                        + " (%.0f if rows were spread evenly), rows are clearly nearer to their own group than to the next"
                        + " (silhouette %.2f, %.2f by chance), and two random halves of the rows give the same groups"
                        + " (agreement %.2f of 1).",
                found.groups(),
                100 * found.valley(),
                100 * found.valleyByChance(),
                found.silhouette(),
                found.silhouetteByChance(),
                found.stability());
    }

    private static String no(Structure found) {
        return String.format(
                Locale.ROOT,
                "Practically no groups: at the border between any two segments there are about as many rows as at their"
                        + " centres (%.0f for every 100), and the best division, into %d, is hardly better than one of"
                        + " rows spread evenly (silhouette %.2f, %.2f by chance). Any segments drawn here are slices of one cloud,"
                        + " not kinds of customers.",
                100 * found.valley(),
                found.k(),
                found.silhouette(),
                found.silhouetteByChance());
    }
}
