package io.haechi.voice.picture;

import java.util.Map;

/** The letters that labels are made of, five columns by seven rows each, so that no font is needed. */
final class Glyphs {
    static final int COLUMNS = 5;
    static final int ROWS = 7;

    private static final Map<Character, boolean[]> GLYPHS = Map.ofEntries(
            glyph('0', "01110 10001 10011 10101 11001 10001 01110"),
            glyph('1', "00100 01100 00100 00100 00100 00100 01110"),
            glyph('2', "01110 10001 00001 00110 01000 10000 11111"),
            glyph('3', "11111 00010 00100 00010 00001 10001 01110"),
            glyph('4', "00010 00110 01010 10010 11111 00010 00010"),
            glyph('5', "11111 10000 11110 00001 00001 10001 01110"),
            glyph('6', "00110 01000 10000 11110 10001 10001 01110"),
            glyph('7', "11111 00001 00010 00100 01000 01000 01000"),
            glyph('8', "01110 10001 10001 01110 10001 10001 01110"),
            glyph('9', "01110 10001 10001 01111 00001 00010 01100"),
            glyph('.', "00000 00000 00000 00000 00000 01100 01100"),
            glyph(':', "00000 01100 01100 00000 01100 01100 00000"),
            glyph('-', "00000 00000 00000 01110 00000 00000 00000"),
            glyph('+', "00000 00100 00100 11111 00100 00100 00000"),
            glyph(' ', "00000 00000 00000 00000 00000 00000 00000"),
            glyph('B', "11110 10001 10001 11110 10001 10001 11110"),
            glyph('H', "10001 10001 10001 11111 10001 10001 10001"),
            glyph('a', "00000 00000 01110 00001 01111 10001 01111"),
            glyph('b', "10000 10000 10110 11001 10001 10001 11110"),
            glyph('c', "00000 00000 01110 10000 10000 10001 01110"),
            glyph('d', "00001 00001 01101 10011 10001 10001 01111"),
            glyph('e', "00000 00000 01110 10001 11111 10000 01110"),
            glyph('f', "00110 01001 01000 11100 01000 01000 01000"),
            glyph('g', "00000 01111 10001 10001 01111 00001 01110"),
            glyph('h', "10000 10000 10110 11001 10001 10001 10001"),
            glyph('i', "00100 00000 01100 00100 00100 00100 01110"),
            glyph('j', "00010 00000 00110 00010 00010 10010 01100"),
            glyph('k', "10000 10000 10010 10100 11000 10100 10010"),
            glyph('l', "01100 00100 00100 00100 00100 00100 01110"),
            glyph('m', "00000 00000 11010 10101 10101 10001 10001"),
            glyph('n', "00000 00000 10110 11001 10001 10001 10001"),
            glyph('o', "00000 00000 01110 10001 10001 10001 01110"),
            glyph('p', "00000 00000 11110 10001 11110 10000 10000"),
            glyph('q', "00000 00000 01101 10011 01111 00001 00001"),
            glyph('r', "00000 00000 10110 11001 10000 10000 10000"),
            glyph('s', "00000 00000 01110 10000 01110 00001 11110"),
            glyph('t', "01000 01000 11100 01000 01000 01001 00110"),
            glyph('u', "00000 00000 10001 10001 10001 10011 01101"),
            glyph('v', "00000 00000 10001 10001 10001 01010 00100"),
            glyph('w', "00000 00000 10001 10001 10101 10101 01010"),
            glyph('x', "00000 00000 10001 01010 00100 01010 10001"),
            glyph('y', "00000 00000 10001 10001 01111 00001 01110"),
            glyph('z', "00000 00000 11111 00010 00100 01000 11111"));

    private Glyphs() {}

    private static Map.Entry<Character, boolean[]> glyph(char letter, String rows) {
        boolean[] cells = new boolean[ROWS * COLUMNS];
        int at = 0;
        for (char cell : rows.toCharArray()) {
            if (cell != ' ') {
                cells[at++] = cell == '1';
            }
        }
        return Map.entry(letter, cells);
    }

    /** Whether a letter is inked at this place. */
    static boolean isInked(char letter, int column, int row) {
        boolean[] cells = GLYPHS.get(letter);
        if (cells == null) {
            throw new IllegalArgumentException("There is no glyph for '" + letter + "'; draw it in Glyphs");
        }
        return cells[row * COLUMNS + column];
    }
}
