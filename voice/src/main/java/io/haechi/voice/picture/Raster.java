package io.haechi.voice.picture;

/**
 * Pixels.
 *
 * @param width columns
 * @param height rows
 * @param rgb {@code 0xRRGGBB} each, row-major from the upper left
 */
record Raster(int width, int height, int[] rgb) {
    Raster {
        if (rgb.length != width * height) {
            throw new IllegalArgumentException(
                    "A raster of " + width + " by " + height + " cannot have " + rgb.length + " pixels");
        }
    }
}
