package io.haechi.voice.picture;

import java.util.Arrays;

/** Draws into pixels, in English. */
final class PixelCanvas implements Canvas {
    private static final int WHITE = 0xFFFFFF;
    private static final int INK = 0x222222;

    private final int width;
    private final int height;
    private final int scale;
    private final int[] rgb;

    /** White, {@code scale} pixels to a unit. */
    PixelCanvas(int widthUnits, int heightUnits, int scale) {
        this.width = widthUnits * scale;
        this.height = heightUnits * scale;
        this.scale = scale;
        this.rgb = new int[width * height];
        Arrays.fill(rgb, WHITE);
    }

    Raster raster() {
        return new Raster(width, height, rgb);
    }

    @Override
    public void image(double x, double y, double imageWidth, double imageHeight, Raster raster) {
        int left = pixel(x);
        int top = pixel(y);
        int columns = pixel(x + imageWidth) - left;
        int rows = pixel(y + imageHeight) - top;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int from = row * raster.height() / rows * raster.width() + column * raster.width() / columns;
                set(left + column, top + row, raster.rgb()[from]);
            }
        }
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, int colour) {
        fill(
                pixel(Math.min(x1, x2)),
                pixel(Math.min(y1, y2)),
                pixel(Math.max(x1, x2)),
                pixel(Math.max(y1, y2)),
                colour);
    }

    @Override
    public void frame(double x, double y, double frameWidth, double frameHeight, int colour) {
        int left = pixel(x);
        int top = pixel(y);
        int right = pixel(x + frameWidth);
        int bottom = pixel(y + frameHeight);
        for (int ring = 0; ring < 2 * scale; ring++) {
            int shade = ring < scale ? colour : WHITE;
            fill(left + ring, top + ring, right - ring, top + ring, shade);
            fill(left + ring, bottom - ring, right - ring, bottom - ring, shade);
            fill(left + ring, top + ring, left + ring, bottom - ring, shade);
            fill(right - ring, top + ring, right - ring, bottom - ring, shade);
        }
    }

    @Override
    public void text(double x, double y, Anchor anchor, String korean, String english) {
        int advance = (Glyphs.COLUMNS + 1) * scale;
        int length = english.length() * advance - scale;
        int left = pixel(x)
                - switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> length / 2;
                    case END -> length;
                };
        int top = pixel(y) - Glyphs.ROWS * scale;
        for (int i = 0; i < english.length(); i++) {
            letter(english.charAt(i), left + i * advance, top);
        }
    }

    @Override
    public void label(double x, double y, String text) {
        int length = text.length() * (Glyphs.COLUMNS + 1) * scale;
        int bottom = pixel(y);
        fill(pixel(x) - scale, bottom - (Glyphs.ROWS + 1) * scale, pixel(x) + length - 1, bottom + scale - 1, WHITE);
        text(x, y, Anchor.START, text);
    }

    private void letter(char letter, int left, int top) {
        for (int row = 0; row < Glyphs.ROWS; row++) {
            for (int column = 0; column < Glyphs.COLUMNS; column++) {
                if (Glyphs.isInked(letter, column, row)) {
                    int x = left + column * scale;
                    int y = top + row * scale;
                    fill(x, y, x + scale - 1, y + scale - 1, INK);
                }
            }
        }
    }

    private int pixel(double units) {
        return (int) Math.round(units * scale);
    }

    private void fill(int left, int top, int right, int bottom, int colour) {
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                set(x, y, colour);
            }
        }
    }

    private void set(int x, int y, int colour) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            rgb[y * width + x] = colour;
        }
    }
}
