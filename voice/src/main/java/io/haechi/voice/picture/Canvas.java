package io.haechi.voice.picture;

/** What a chart is drawn on; units are those of the chart, the origin is at the upper left. */
interface Canvas {

    /** Where a text stands from its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void image(double x, double y, double width, double height, Raster raster);

    void line(double x1, double y1, double x2, double y2, int rgb);

    /** The outline of a rectangle, with a light halo so that it is seen on dark and light alike. */
    void frame(double x, double y, double width, double height, int rgb);

    /** A text whose base line is at {@code y}; a canvas without Korean letters writes the English only. */
    void text(double x, double y, Anchor anchor, String korean, String english);

    /** A text that begins here, readable on any ground. */
    void label(double x, double y, String text);

    /** A number or a unit, the same in every language. */
    default void text(double x, double y, Anchor anchor, String text) {
        text(x, y, anchor, "", text);
    }
}
