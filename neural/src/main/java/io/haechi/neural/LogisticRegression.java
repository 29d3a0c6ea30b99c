package io.haechi.neural;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The linear decision that fits best: minimises {@code mean(w log(1 + exp(-y (v·x + b)))) / mean(w) + λ/2 ‖v‖²} over v and b
 * by L-BFGS (Liu and Nocedal, 1989), with ten pairs kept and steps halved until the loss falls enough. The problem is convex,
 * so the answer does not depend on a learning rate; where stochastic steps are far from it after an epoch, because
 * features go together, some dozens of passes are.
 *
 * @param weights one for each feature
 * @param bias added to the weighted sum
 */
record LogisticRegression(double[] weights, double bias) {
    private static final int PAIRS = 10;
    private static final int MOST_STEPS = 300;
    private static final double FLAT = 1e-5;
    private static final double ENOUGH = 1e-4;

    private record Pair(double[] moved, double[] bent, double product) {}

    /** What is fitted: rows of features, targets from 0 to 1, and how much each row counts. */
    record Problem(List<float[]> rows, List<Float> targets, List<Float> counts, double ridge) {

        /** The loss at {@code theta}, the bias last; its gradient is written to {@code gradient}. */
        double loss(double[] theta, double[] gradient) {
            int features = theta.length - 1;
            Arrays.fill(gradient, 0);
            double loss = 0;
            double counted = 0;
            for (int i = 0; i < rows.size(); i++) {
                float[] row = rows.get(i);
                double logit = theta[features];
                for (int f = 0; f < features; f++) {
                    logit += theta[f] * row[f];
                }
                double target = targets.get(i);
                double count = counts.get(i);
                loss += count * (Math.max(logit, 0) - target * logit + Math.log1p(Math.exp(-Math.abs(logit))));
                double error = count * (1 / (1 + Math.exp(-logit)) - target);
                for (int f = 0; f < features; f++) {
                    gradient[f] += error * row[f];
                }
                gradient[features] += error;
                counted += count;
            }
            loss /= counted;
            for (int f = 0; f < gradient.length; f++) {
                double pull = f < features ? ridge * theta[f] : 0;
                gradient[f] = gradient[f] / counted + pull;
                loss += 0.5 * pull * theta[f];
            }
            return loss;
        }
    }

    static LogisticRegression fit(Problem problem) {
        int features = problem.rows().getFirst().length;
        double[] theta = new double[features + 1];
        double[] gradient = new double[features + 1];
        double loss = problem.loss(theta, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < MOST_STEPS && largest(gradient) > FLAT; step++) {
            double[] direction = direction(gradient, pairs);
            double slope = dot(direction, gradient);
            double size = pairs.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
            double[] next = new double[theta.length];
            double[] nextGradient = new double[theta.length];
            double nextLoss = Double.POSITIVE_INFINITY;
            for (int halved = 0; halved < 40; halved++, size /= 2) {
                for (int f = 0; f < next.length; f++) {
                    next[f] = theta[f] + size * direction[f];
                }
                nextLoss = problem.loss(next, nextGradient);
                if (nextLoss <= loss + ENOUGH * size * slope) {
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
        return new LogisticRegression(Arrays.copyOf(theta, features), theta[features]);
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

    /** Downhill, bent by what the last steps tell of the curvature: the two loops of L-BFGS. */
    private static double[] direction(double[] gradient, Deque<Pair> pairs) {
        double[] q = gradient.clone();
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
            for (int f = 0; f < q.length; f++) {
                q[f] *= scale;
            }
        }
        for (Pair pair : pairs) {
            double back = dot(pair.bent(), q) / pair.product();
            add(q, shares.removeFirst() - back, pair.moved());
        }
        for (int f = 0; f < q.length; f++) {
            q[f] = -q[f];
        }
        return q;
    }

    private static void add(double[] to, double times, double[] what) {
        for (int f = 0; f < to.length; f++) {
            to[f] += times * what[f];
        }
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int f = 0; f < a.length; f++) {
            sum += a[f] * b[f];
        }
        return sum;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
