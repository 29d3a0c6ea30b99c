package io.haechi.segment.table;

import java.util.Locale;

/**
 * What keeps a column from being numbers or dates.
 *
 * @param meant what the column would be without it
 * @param line where the first such cell stands
 * @param cell that cell
 * @param odd how many such cells there are, as far as they were counted: among words nobody goes on
 * @param fitting how many cells are what is meant
 */
public record Misfit(ColumnType meant, long line, String cell, long odd, long fitting) {
    private static final int LONGEST = 40;

    /** Whether it is a few cells among many, and so a slip rather than another kind of column. */
    boolean isException() {
        return fitting > odd;
    }

    /** What to tell whoever expects that column to be numbers, or dates. */
    public String hint(String column) {
        String type = meant.name().toLowerCase(Locale.ROOT);
        return "column \"" + column + "\" is taken as words, because line " + line + " says \"" + shown() + "\""
                + others()
                + ", while " + Plain.count(fitting, "cell is a " + type, "cells are " + type + "s")
                + "; mend it, or, if it stands for nothing, say --missing-words \"" + shown() + "\" (--types \""
                + column
                + "=" + type + "\" refuses what is none).";
    }

    String refusal(String column) {
        String type = meant.name().toLowerCase(Locale.ROOT);
        return ", line " + line + ": column \"" + column + "\" says \"" + shown() + "\", which is no " + type + others()
                + "; mend it, or, if it stands for nothing, say --missing-words \"" + shown() + "\".";
    }

    private String others() {
        String more = isException() ? Plain.count(odd - 1, "cell", "cells") + " more" : "others";
        return odd > 1 ? " (and " + more + ")" : "";
    }

    private String shown() {
        String plain = cell.replaceAll("\\s+", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
