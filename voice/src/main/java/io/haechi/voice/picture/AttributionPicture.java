package io.haechi.voice.picture;

import io.haechi.voice.Attribution;

/**
 * An attribution drawn over the log-mel spectrum: seconds to the right, hertz upwards on the mel scale, loud is dark. What
 * speaks for a synthetic voice is orange, what speaks for a human one blue (vermilion and blue of Okabe and Ito, told apart
 * with every kind of colour blindness), the more the stronger; the regions are framed, numbered by the size of their effect
 * and labelled with it, so that nothing is said by colour alone.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Okabe and Ito, Color universal design, 2008</a>
 */
public final class AttributionPicture {
    private static final int PIXELS_PER_UNIT = 2;

    private AttributionPicture() {}

    /** As a PNG of 1520 by 760 pixels, labelled in English. */
    public static byte[] png(Attribution attribution) {
        PixelCanvas canvas = new PixelCanvas(Chart.WIDTH, Chart.HEIGHT, PIXELS_PER_UNIT);
        new Chart(attribution).draw(canvas);
        return Png.encode(canvas.raster());
    }

    /**
     * As an SVG that needs nothing else, labelled in Korean and English; its description holds the regions in words.
     *
     * @param name what the recording is called
     */
    public static String svg(Attribution attribution, String name) {
        SvgCanvas canvas = new SvgCanvas(Chart.WIDTH, Chart.HEIGHT, name, description(attribution));
        new Chart(attribution).draw(canvas);
        return canvas.svg();
    }

    private static String description(Attribution attribution) {
        StringBuilder words = new StringBuilder();
        for (Attribution.Region region : attribution.regions()) {
            words.append(region.place())
                    .append(": ")
                    .append(region.korean())
                    .append(" / ")
                    .append(region.english())
                    .append('\n');
        }
        return words.toString();
    }
}
