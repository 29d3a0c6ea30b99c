package io.haechi.call.learn;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.haechi.neural.encoder.EncoderHead;

/** A method and its parameters, as a recipe names it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Learner.LinearSvc.class, name = "linear-svc"),
    @JsonSubTypes.Type(value = Learner.Hinge.class, name = "hinge"),
    @JsonSubTypes.Type(value = Learner.Logistic.class, name = "logistic"),
    @JsonSubTypes.Type(value = Learner.ComplementBayes.class, name = "complement-bayes"),
    @JsonSubTypes.Type(value = Learner.Boosting.class, name = "boosting"),
    @JsonSubTypes.Type(value = Learner.Forest.class, name = "forest"),
    @JsonSubTypes.Type(value = Learner.Recurrent.class, name = "recurrent"),
    @JsonSubTypes.Type(value = Learner.Pretrained.class, name = "encoder")
})
public sealed interface Learner {

    /** A method that ends in one weight per feature. */
    sealed interface Linear extends Learner permits LinearSvc, Hinge, Logistic, ComplementBayes {}

    /** A method that ends in trees. */
    sealed interface Trees extends Learner permits Boosting, Forest {}

    /**
     * Support vectors with squared hinge loss and a linear kernel (Fan et al., LIBLINEAR, 2008). Examples count alike: the
     * balance of a recipe weighs classes only.
     *
     * @param cost of an error against the length of the weights, above 0
     */
    record LinearSvc(double cost) implements Linear {
        public LinearSvc {
            requirePositive("Cost", cost);
        }
    }

    /**
     * The same loss by our own solver, which lets every example count as much as the recipe's balance says.
     *
     * @param cost of an error against the length of the weights, above 0
     */
    record Hinge(double cost) implements Linear {
        public Hinge {
            requirePositive("Cost", cost);
        }
    }

    /**
     * Logistic regression with a ridge penalty: {@code cost * sum of losses + |weights|² / 2}.
     *
     * @param cost of an error against the length of the weights, above 0
     * @param leastWeight no weight becomes smaller; 0 lets features speak only for phishing, so that a call about something
     *     never heard of before is not called phishing for lack of the usual pleasantries; -1000 leaves them free
     */
    record Logistic(double cost, double leastWeight) implements Linear {
        public Logistic {
            requirePositive("Cost", cost);
            if (!(leastWeight <= 0)) {
                throw new IllegalArgumentException("The least weight must be 0 or below, got " + leastWeight);
            }
        }
    }

    /**
     * Naive Bayes on what the other class says (Rennie et al., 2003).
     *
     * @param alpha added to every count, above 0
     */
    record ComplementBayes(double alpha) implements Linear {
        public ComplementBayes {
            requirePositive("Alpha", alpha);
        }
    }

    /**
     * Gradient boosted trees by LightGBM (Ke et al., 2017).
     *
     * @param trees how many
     * @param leaves of each tree at most
     * @param rate each tree's share, above 0
     * @param minLeaf examples in a leaf at least
     * @param features share of the features that a tree may use
     */
    record Boosting(int trees, int leaves, double rate, int minLeaf, double features) implements Trees {
        public Boosting {
            requireTrees(trees, leaves, minLeaf, features);
            requirePositive("Learning rate", rate);
        }
    }

    /**
     * A random forest, by LightGBM's {@code rf} mode: each tree sees a share of the examples and, at each node, of the
     * features; the mean of the leaves' shares of phishing decides.
     *
     * @param trees how many
     * @param leaves of each tree at most
     * @param minLeaf examples in a leaf at least
     * @param features share of the features that a node may use
     * @param examples share of the examples that a tree is grown from, above 0 and below 1
     */
    record Forest(int trees, int leaves, int minLeaf, double features, double examples) implements Trees {
        public Forest {
            requireTrees(trees, leaves, minLeaf, features);
            if (!(examples > 0 && examples < 1)) {
                throw new IllegalArgumentException("Share of examples must be above 0 and below 1, got " + examples);
            }
        }
    }

    /**
     * An LSTM over the words' vectors.
     *
     * @param units size of the state of one direction
     * @param bidirectional whether a second one reads backwards
     * @param words of a text that are read at most
     * @param epochs passes over the texts
     * @param batch texts in a step
     * @param rate the optimiser's learning rate
     * @param dropout share of values dropped while training
     */
    record Recurrent(int units, boolean bidirectional, int words, int epochs, int batch, double rate, double dropout)
            implements Learner {
        public Recurrent {
            if (units < 1 || words < 1 || epochs < 1 || batch < 2) {
                throw new IllegalArgumentException(
                        "Units, words and epochs must be at least 1 and the batch at least 2, got " + units + ", "
                                + words + ", " + epochs + " and " + batch);
            }
            requirePositive("Learning rate", rate);
        }
    }

    /**
     * An encoder of the BERT family that others have trained, taught on with a head of one number.
     *
     * @param start name of the weights in the store of models, such as {@code e5-small}; empty where only the person who fits
     *     can say where they are
     * @param pool {@code FIRST} token's vector, or the {@code MEAN}
     * @param pooled whether the trained pooler comes next; the weights must have one
     * @param blocks of the encoder that are used; 0 for all
     * @param frozen the first blocks, with the table of tokens, that stay as they are; 0 lets all of it learn
     * @param seenTokens whether tokens that fewer than five training texts have are left out
     * @param tokens of a text that are read at most
     * @param epochs passes over the texts
     * @param batch texts in a step
     * @param rate the optimiser's learning rate at its height
     * @param warmup share of the steps in which it rises
     * @param gradientNorm longest gradient
     * @param dropout share of values dropped while training
     * @param bytes whether the network is kept as 8-bit integers; half floats otherwise
     */
    record Pretrained(
            String start,
            EncoderHead.Pool pool,
            boolean pooled,
            int blocks,
            int frozen,
            boolean seenTokens,
            int tokens,
            int epochs,
            int batch,
            double rate,
            double warmup,
            double gradientNorm,
            double dropout,
            boolean bytes)
            implements Learner {
        public Pretrained {
            if (tokens < 3 || epochs < 1 || batch < 2) {
                throw new IllegalArgumentException(
                        "There must be at least 3 tokens, 1 epoch and 2 texts in a batch, got " + tokens + ", " + epochs
                                + " and " + batch);
            }
            if (frozen < 0 || blocks < 0 || blocks > 0 && frozen > blocks) {
                throw new IllegalArgumentException("Blocks must be 0 (all) or more and no fewer than are frozen, got "
                        + blocks + " and " + frozen);
            }
            requirePositive("Learning rate", rate);
        }

        EncoderHead head() {
            return new EncoderHead(pool, pooled, blocks, dropout);
        }
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " must be above 0 and finite, got " + value);
        }
    }

    private static void requireTrees(int trees, int leaves, int minLeaf, double features) {
        if (trees < 1 || leaves < 2 || minLeaf < 1) {
            throw new IllegalArgumentException("There must be at least 1 tree with 2 leaves of 1 example, got " + trees
                    + ", " + leaves + " and " + minLeaf);
        }
        if (!(features > 0 && features <= 1)) {
            throw new IllegalArgumentException("Share of features must be above 0 and at most 1, got " + features);
        }
    }
}
