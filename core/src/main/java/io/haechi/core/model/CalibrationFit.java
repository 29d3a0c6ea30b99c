package io.haechi.core.model;

/** Fits calibrations; both problems are convex, so what is found is the minimum. */
final class CalibrationFit {
    private static final double COLDEST = 0.01;
    private static final double HOTTEST = 100;
    private static final int MAX_STEPS = 100;

    private final double[] logits;
    private final boolean[] positive;
    private final double[] weights;

    CalibrationFit(double[] logits, boolean[] positive, double[] weights) {
        if (logits.length != positive.length || logits.length != weights.length) {
            throw new IllegalArgumentException("Expected as many truths and weights as logits, got " + logits.length
                    + " logits, " + positive.length + " truths and " + weights.length + " weights");
        }
        for (int i = 0; i < logits.length; i++) {
            if (!Double.isFinite(logits[i]) || !(weights[i] >= 0 && Double.isFinite(weights[i]))) {
                throw new IllegalArgumentException("Logits must be finite and weights not negative, got logit "
                        + logits[i] + " with weight " + weights[i] + " at " + i);
            }
        }
        this.logits = logits;
        this.positive = positive;
        this.weights = weights;
        if (total(true) == 0 || total(false) == 0) {
            throw new IllegalArgumentException("A calibration needs examples of both classes, got weight " + total(true)
                    + " of positives and " + total(false) + " of negatives");
        }
    }

    /** The log loss is convex in {@code s = 1/T}, so its derivative has one zero: halve the interval around it. */
    double temperature() {
        double low = 1 / HOTTEST;
        double high = 1 / COLDEST;
        if (slopeAt(low) >= 0) {
            return HOTTEST;
        }
        if (slopeAt(high) <= 0) {
            return COLDEST;
        }
        double middle = (low + high) / 2;
        while (middle > low && middle < high) {
            if (slopeAt(middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
            middle = (low + high) / 2;
        }
        return 1 / middle;
    }

    private double slopeAt(double scale) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += weights[i] * logits[i] * (Calibration.sigmoid(scale * logits[i]) - (positive[i] ? 1 : 0));
        }
        return sum;
    }

    /** Newton's method with halved steps, after Lin, Lin and Weng. */
    Calibration.Platt platt() {
        double positiveTarget = (total(true) + 1) / (total(true) + 2);
        double negativeTarget = 1 / (total(false) + 2);
        double slope = 0;
        double offset = Math.log((total(true) + 1) / (total(false) + 1));
        double loss = plattLoss(slope, offset, positiveTarget, negativeTarget);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] move = plattStep(slope, offset, positiveTarget, negativeTarget);
            double size = 1;
            double next = plattLoss(slope - move[0], offset - move[1], positiveTarget, negativeTarget);
            while (next > loss && size > 1e-10) {
                size /= 2;
                next = plattLoss(slope - size * move[0], offset - size * move[1], positiveTarget, negativeTarget);
            }
            if (next > loss) {
                break;
            }
            slope -= size * move[0];
            offset -= size * move[1];
            loss = next;
            if (Math.abs(move[0]) + Math.abs(move[1]) < 1e-13) {
                break;
            }
        }
        return new Calibration.Platt(slope, offset);
    }

    private double[] plattStep(double slope, double offset, double positiveTarget, double negativeTarget) {
        double g1 = 0;
        double g2 = 0;
        double h11 = 1e-12;
        double h22 = 1e-12;
        double h12 = 0;
        for (int i = 0; i < logits.length; i++) {
            double x = logits[i];
            double p = Calibration.sigmoid(slope * x + offset);
            double error = weights[i] * (p - (positive[i] ? positiveTarget : negativeTarget));
            double curvature = weights[i] * p * (1 - p);
            g1 += error * x;
            g2 += error;
            h11 += curvature * x * x;
            h12 += curvature * x;
            h22 += curvature;
        }
        double determinant = h11 * h22 - h12 * h12;
        return new double[] {(h22 * g1 - h12 * g2) / determinant, (h11 * g2 - h12 * g1) / determinant};
    }

    private double plattLoss(double slope, double offset, double positiveTarget, double negativeTarget) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double score = slope * logits[i] + offset;
            double target = positive[i] ? positiveTarget : negativeTarget;
            // log(1 + e^score) - target * score, written so that e^ never overflows
            sum += weights[i] * (Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target * score);
        }
        return sum;
    }

    private double total(boolean ofPositives) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += positive[i] == ofPositives ? weights[i] : 0;
        }
        return sum;
    }
}
