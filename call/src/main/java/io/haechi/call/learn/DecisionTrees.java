package io.haechi.call.learn;

import io.haechi.core.ModelException;
import io.haechi.text.sparse.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees as LightGBM writes them ({@code model.txt}), read by our own code: judging needs no native library, and nothing of a
 * model file but numbers is looked at. Features that a row does not store are zero.
 *
 * <p>Numerical splits only, {@code value <= threshold} goes left; that no value is missing is part of the contract, so splits
 * that treat zeros as missing are refused.
 */
final class DecisionTrees {
    private static final int CATEGORICAL = 1;
    private static final int ZERO_IS_MISSING = 4;

    private record Tree(int[] feature, double[] threshold, int[] left, int[] right, double[] value) {

        double at(float[] row) {
            if (feature.length == 0) {
                return value[0];
            }
            int node = 0;
            while (node >= 0) {
                node = row[feature[node]] <= threshold[node] ? left[node] : right[node];
            }
            return value[~node];
        }
    }

    private final List<Tree> trees;
    private final boolean isForest;
    private final int width;

    private DecisionTrees(List<Tree> trees, boolean isForest, int width) {
        this.trees = trees;
        this.isForest = isForest;
        this.width = width;
    }

    /**
     * Reads LightGBM's text format.
     *
     * @param name what to call it in messages
     * @throws ModelException if it is damaged or uses what this code does not
     */
    static DecisionTrees read(String name, String text, int width) {
        List<Tree> trees = new ArrayList<>();
        Map<String, String> keys = new HashMap<>();
        boolean isForest = false;
        try {
            for (String line : text.lines().toList()) {
                if (line.equals("average_output")) {
                    isForest = true;
                }
                if (line.startsWith("Tree=") || line.equals("end of trees")) {
                    if (keys.containsKey("leaf_value")) {
                        trees.add(tree(keys, width));
                    }
                    keys.clear();
                }
                int equals = line.indexOf('=');
                if (equals > 0) {
                    keys.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ModelException(name + ": is no model of trees that can be read: " + e.getMessage() + ".", e);
        }
        if (trees.isEmpty()) {
            throw new ModelException(name + ": holds no trees; copy or fit the model again.");
        }
        return new DecisionTrees(List.copyOf(trees), isForest, width);
    }

    private static Tree tree(Map<String, String> keys, int width) {
        double[] values = numbers(keys, "leaf_value");
        int nodes = values.length - 1;
        if (nodes == 0) {
            return new Tree(new int[0], new double[0], new int[0], new int[0], values);
        }
        int[] feature = integers(keys, "split_feature");
        int[] left = integers(keys, "left_child");
        int[] right = integers(keys, "right_child");
        double[] threshold = numbers(keys, "threshold");
        int[] kinds = integers(keys, "decision_type");
        for (int node = 0; node < nodes; node++) {
            require(feature.length == nodes && left.length == nodes && right.length == nodes, "a tree lacks nodes");
            require(feature[node] >= 0 && feature[node] < width, "a split asks for column " + feature[node]);
            require((kinds[node] & (CATEGORICAL | ZERO_IS_MISSING)) == 0, "a split is of kind " + kinds[node]);
            // Children come after their parents, so that every way down ends.
            require(
                    isBelow(left[node], node, values.length) && isBelow(right[node], node, values.length),
                    "node " + node + " leads nowhere");
        }
        return new Tree(feature, threshold, left, right, values);
    }

    private static boolean isBelow(int child, int node, int leaves) {
        return child < 0 ? ~child < leaves : child > node && child < leaves - 1;
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static double[] numbers(Map<String, String> keys, String key) {
        return Arrays.stream(words(keys, key)).mapToDouble(Double::parseDouble).toArray();
    }

    private static int[] integers(Map<String, String> keys, String key) {
        return Arrays.stream(words(keys, key)).mapToInt(Integer::parseInt).toArray();
    }

    private static String[] words(Map<String, String> keys, String key) {
        String line = keys.get(key);
        require(line != null, "a tree has no \"" + key + "\"");
        return String.valueOf(line).strip().split(" +", -1);
    }

    /** Whether the trees' mean says a share, instead of their sum a logit. */
    boolean isForest() {
        return isForest;
    }

    /**
     * The logit of one row. A leaf of a forest holds what LightGBM's log loss would step from zero, {@code 4 p - 2} for a share
     * {@code p} of phishing; the mean share is kept half a vote away from 0 and 1.
     */
    double logit(SparseRows rows, int row) {
        float[] dense = new float[width];
        for (int at = rows.offsets()[row]; at < rows.offsets()[row + 1]; at++) {
            dense[rows.columns()[at]] = rows.values()[at];
        }
        return logit(dense);
    }

    /** The logit of a row with all its zeros. */
    double logit(float[] dense) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.at(dense);
        }
        if (!isForest) {
            return sum;
        }
        double half = 0.5 / trees.size();
        double share = Math.clamp((sum / trees.size() + 2) / 4, half, 1 - half);
        return Math.log(share / (1 - share));
    }
}
