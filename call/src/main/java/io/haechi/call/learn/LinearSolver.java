package io.haechi.call.learn;

import io.haechi.text.sparse.SparseRows;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Linear decisions on sparse rows: minimises {@code cost * Σ count loss(y z) + |w|² / 2} over weights that may be bounded below
 * and a free, unpenalised intercept. With the logistic loss it is scikit-learn's {@code LogisticRegression(C=cost)}, with the
 * squared hinge {@code LinearSVC(C=cost)} but for the intercept, which that one penalises.
 *
 * <p>L-BFGS with ten pairs (Liu and Nocedal, 1989). Bounds are kept as in projected quasi-Newton methods: weights that stand at
 * their bound and are pulled below it do not move, the others step and are set back to the bound if they cross it. The problem
 * is convex, so the answer does not depend on the way there.
 */
final class LinearSolver {
    private static final int PAIRS = 10;
    private static final int MOST_STEPS = 500;
    private static final double ENOUGH = 1e-4;

    private record Pair(double[] moved, double[] bent, double product) {}

    private final Lessons lessons;
    private final boolean isHinge;
    private final double cost;
    private final double least;
    private final int width;

    private LinearSolver(Lessons lessons, boolean isHinge, double cost, double least) {
        this.isHinge = isHinge;
        this.lessons = lessons;
        this.cost = cost;
        this.least = least;
        this.width = lessons.rows().width();
    }

    static LinearWeights fit(Lessons lessons, Learner.Logistic learner) {
        return new LinearSolver(lessons, false, learner.cost(), learner.leastWeight()).solve();
    }

    static LinearWeights fit(Lessons lessons, Learner.Hinge learner) {
        return new LinearSolver(lessons, true, learner.cost(), Double.NEGATIVE_INFINITY).solve();
    }

    private LinearWeights solve() {
        double[] theta = new double[width + 1];
        double[] gradient = new double[width + 1];
        double loss = loss(theta, gradient);
        double flat = 1e-5 * Math.max(1, steepest(theta, gradient));
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS && steepest(theta, gradient) > flat; step++) {
            double[] direction = direction(theta, gradient, pairs);
            double size = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = theta;
            double[] nextGradient = new double[width + 1];
            double nextLoss = Double.POSITIVE_INFINITY;
            for (int halved = 0; halved < 40; halved++, size /= 2) {
                next = moved(theta, direction, size);
                nextLoss = loss(next, nextGradient);
                if (nextLoss <= loss + ENOUGH * dot(gradient, difference(next, theta))) {
                    break;
                }
            }
            if (!(nextLoss < loss)) {
                break;
            }
            remember(pairs, difference(next, theta), difference(nextGradient, gradient));
            theta = next;
            gradient = nextGradient;
            loss = nextLoss;
        }
        float[] weights = new float[width];
        for (int i = 0; i < width; i++) {
            weights[i] = (float) theta[i];
        }
        return new LinearWeights(weights, theta[width]);
    }

    private double[] moved(double[] theta, double[] direction, double size) {
        double[] next = new double[theta.length];
        for (int i = 0; i < width; i++) {
            next[i] = Math.max(least, theta[i] + size * direction[i]);
        }
        next[width] = theta[width] + size * direction[width];
        return next;
    }

    private double loss(double[] theta, double[] gradient) {
        SparseRows rows = lessons.rows();
        int[] offsets = rows.offsets();
        int[] columns = rows.columns();
        float[] values = rows.values();
        double loss = 0;
        for (int i = 0; i < width; i++) {
            loss += theta[i] * theta[i] / 2;
            gradient[i] = theta[i];
        }
        gradient[width] = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double z = theta[width];
            for (int at = offsets[row]; at < offsets[row + 1]; at++) {
                z += theta[columns[at]] * values[at];
            }
            double count = cost * lessons.counts()[row];
            double side = lessons.positive()[row] ? 1 : -1;
            double missing = Math.max(0, 1 - side * z);
            loss += count * (isHinge ? missing * missing : softplus(-side * z));
            double error = count * -side * (isHinge ? 2 * missing : 1 / (1 + Math.exp(side * z)));
            for (int at = offsets[row]; at < offsets[row + 1]; at++) {
                gradient[columns[at]] += error * values[at];
            }
            gradient[width] += error;
        }
        return loss;
    }

    /** log(1 + exp(x)), written so that nothing overflows. */
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private boolean isHeld(double[] theta, double[] gradient, int i) {
        return i < width && theta[i] <= least && gradient[i] > 0;
    }

    /** Largest slope of what may move. */
    private double steepest(double[] theta, double[] gradient) {
        double steepest = 0;
        for (int i = 0; i < gradient.length; i++) {
            if (!isHeld(theta, gradient, i)) {
                steepest = Math.max(steepest, Math.abs(gradient[i]));
            }
        }
        return steepest;
    }

    /** Downhill, bent by what the last steps tell of the curvature: the two loops of L-BFGS over what may move. */
    private double[] direction(double[] theta, double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
        for (int i = 0; i < width; i++) {
            q[i] = isHeld(theta, gradient, i) ? 0 : q[i];
        }
        Deque<Double> shares = new ArrayDeque<>();
        for (Iterator<Pair> newestFirst = pairs.descendingIterator(); newestFirst.hasNext(); ) {
            Pair pair = newestFirst.next();
            double share = dot(pair.moved(), q) / pair.product();
            shares.addFirst(share);
            add(q, -share, pair.bent());
        }
        if (!pairs.isEmpty()) {
            Pair newest = pairs.getLast();
            double scale = newest.product() / dot(newest.bent(), newest.bent());
            for (int i = 0; i < q.length; i++) {
                q[i] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(q, shares.removeFirst() - dot(pair.bent(), q) / pair.product(), pair.moved());
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = isHeld(theta, gradient, i) ? 0 : -q[i];
        }
        return dot(q, gradient) < 0 ? q : downhill(theta, gradient, pairs);
    }

    /** Where the curvature misleads: straight down, and what was remembered is forgotten. */
    private double[] downhill(double[] theta, double[] gradient, Deque<Pair> pairs) {
        pairs.clear();
        double[] direction = new double[gradient.length];
        double length = Math.max(1, Math.sqrt(dot(gradient, gradient)));
        Arrays.setAll(direction, i -> isHeld(theta, gradient, i) ? 0 : -gradient[i] / length);
        return direction;
    }

    private static void remember(Deque<Pair> pairs, double[] moved, double[] bent) {
        double product = dot(moved, bent);
        if (product > 1e-12) {
            pairs.addLast(new Pair(moved, bent, product));
            if (pairs.size() > PAIRS) {
                pairs.removeFirst();
            }
        }
    }

    private static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
