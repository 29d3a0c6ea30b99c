package io.haechi.voice.picture;

import io.haechi.audio.features.MelFilters;
import io.haechi.voice.Attribution;
import io.haechi.voice.AttributionMap;
import io.haechi.voice.picture.Canvas.Anchor;
import java.util.Locale;

/** The whole drawing: plot, axes, framed regions, legend. */
final class Chart {
    static final int WIDTH = 760;
    static final int HEIGHT = 380;

    private static final double LEFT = 56;
    private static final double RIGHT = 640;
    private static final double TOP = 16;
    private static final double BOTTOM = 336;
    private static final int INK = 0x222222;
    private static final int[] HERTZ = {0, 250, 500, 1000, 2000, 4000, 8000};
    private static final double[] STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10};
    private static final double MOST_TICKS = 12;
    /** Effects are not blown up beyond this, or a map of nothing would look like one of much. */
    private static final double LEAST_SCALE = 0.02;

    private final Attribution attribution;
    private final double scale;

    Chart(Attribution attribution) {
        this.attribution = attribution;
        this.scale = Math.max(LEAST_SCALE, attribution.map().largest());
    }

    void draw(Canvas canvas) {
        canvas.image(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, HeatMap.of(attribution, scale));
        axes(canvas);
        int number = 1;
        for (Attribution.Region region : attribution.regions()) {
            frame(canvas, region, number++);
        }
        legend(canvas);
    }

    private void axes(Canvas canvas) {
        canvas.line(LEFT, TOP, LEFT, BOTTOM, INK);
        canvas.line(LEFT, BOTTOM, RIGHT, BOTTOM, INK);
        for (int hertz : HERTZ) {
            double y = y(hertz);
            canvas.line(LEFT - 4, y, LEFT, y, INK);
            canvas.text(LEFT - 7, y + 3.5, Anchor.END, String.valueOf(hertz));
        }
        canvas.text(LEFT - 7, TOP - 6, Anchor.END, "Hz");
        double step = step();
        for (long tick = (long) Math.ceil(attribution.startSeconds() / step - 1e-9);
                tick * step <= attribution.endSeconds() + 1e-9;
                tick++) {
            double x = x(tick * step);
            canvas.line(x, BOTTOM, x, BOTTOM + 4, INK);
            canvas.text(x, BOTTOM + 15, Anchor.MIDDLE, number(tick * step));
        }
        canvas.text((LEFT + RIGHT) / 2, BOTTOM + 32, Anchor.MIDDLE, "초", "seconds");
    }

    private double step() {
        for (double step : STEPS) {
            if ((attribution.endSeconds() - attribution.startSeconds()) / step <= MOST_TICKS) {
                return step;
            }
        }
        return STEPS[STEPS.length - 1];
    }

    private void frame(Canvas canvas, Attribution.Region region, int number) {
        double left = x(region.startSeconds());
        double top = y(region.highHertz());
        int colour = region.effect() > 0 ? HeatMap.SYNTHETIC : HeatMap.HUMAN;
        canvas.frame(left, top, x(region.endSeconds()) - left, y(region.lowHertz()) - top, colour);
        String effect = String.format(Locale.ROOT, "%d: %+.1f", number, region.effect());
        canvas.label(left + 4, top + 12, effect);
    }

    private void legend(Canvas canvas) {
        double left = RIGHT + 24;
        double top = TOP + 30;
        double height = 180;
        canvas.image(left, top, 16, height, bar(true));
        canvas.text(left, top - 18, Anchor.START, "로그 오즈", "log-odds");
        canvas.text(left, top - 6, Anchor.START, "합성", "synthetic");
        canvas.text(left, top + height + 14, Anchor.START, "사람", "human");
        canvas.text(left + 21, top + 7, Anchor.START, signed(scale));
        canvas.text(left + 21, top + height / 2 + 3.5, Anchor.START, "0");
        canvas.text(left + 21, top + height, Anchor.START, signed(-scale));
        double grey = top + height + 34;
        canvas.image(left, grey, 16, 50, bar(false));
        canvas.text(left + 21, grey + 7, Anchor.START, "큰 소리", "loud");
        canvas.text(left + 21, grey + 50, Anchor.START, "조용함", "quiet");
    }

    /** The colours from top to bottom: of the effects on a level in the middle, or of the levels. */
    private static Raster bar(boolean isEffect) {
        int rows = 101;
        int[] rgb = new int[rows];
        for (int row = 0; row < rows; row++) {
            double share = 1 - row / (rows - 1.0);
            rgb[row] = isEffect ? HeatMap.colour(0.3, 2 * share - 1) : HeatMap.colour(share, 0);
        }
        return new Raster(1, rows, rgb);
    }

    private static String signed(double effect) {
        return String.format(Locale.ROOT, Math.abs(effect) < 0.1 ? "%+.2f" : "%+.1f", effect);
    }

    private static String number(double seconds) {
        return Math.abs(seconds - Math.rint(seconds)) < 1e-6
                ? String.valueOf(Math.round(seconds))
                : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private double x(double seconds) {
        double share = (seconds - attribution.startSeconds()) / (attribution.endSeconds() - attribution.startSeconds());
        return LEFT + share * (RIGHT - LEFT);
    }

    private static double y(double hertz) {
        double top = MelFilters.mel(AttributionMap.TOP_HERTZ);
        return BOTTOM - MelFilters.mel(hertz) / top * (BOTTOM - TOP);
    }
}
