package io.haechi.segment;

import java.util.List;

/**
 * One segment in words and numbers.
 *
 * @param number from 1 on
 * @param name proposed from what sets it apart
 * @param size how many rows
 * @param share of all rows
 * @param marks what sets it apart, strongest first
 * @param exampleRow row of the table nearest to its middle, from 0 on
 * @param example that row, {@code column: value}
 */
public record SegmentProfile(
        int number, String name, int size, double share, List<Mark> marks, int exampleRow, List<String> example) {

    /**
     * Something in which a segment differs from all other rows.
     *
     * @param column in which
     * @param feature the column, or {@code column=word}
     * @param inside mean in the segment, or the word's share
     * @param outside the same among all others
     * @param effect Cohen's d for numbers, h for shares: 0.2 is small, 0.8 large; positive if it is more inside
     * @param words said briefly
     */
    public record Mark(String column, String feature, double inside, double outside, double effect, String words) {}

    /** The same under another name. */
    SegmentProfile named(String newName) {
        return new SegmentProfile(number, newName, size, share, marks, exampleRow, example);
    }

    public SegmentProfile {
        marks = List.copyOf(marks);
        example = List.copyOf(example);
    }
}
