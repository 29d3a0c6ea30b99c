package io.haechi.call.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haechi.core.ModelException;
import io.haechi.text.sparse.SparseRowsBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreesTest {
    /** Column 0 up to 1 goes left to 0.25; else column 1 up to 0.5 gives -0.5, above 0.75. */
    private static final String TWO_SPLITS = """
        tree
        version=v4
        Tree=0
        num_leaves=3
        split_feature=0 1
        threshold=1.0000000180025095e+00 0.5
        decision_type=0 0
        left_child=-1 -2
        right_child=1 -3
        leaf_value=0.25 -0.5 0.75

        Tree=1
        num_leaves=1
        leaf_value=0.125

        end of trees
        """;

    @Test
    void aRowGoesLeftUpToTheThreshold() {
        DecisionTrees trees = DecisionTrees.read("model.txt", TWO_SPLITS, 2);
        assertThat(trees.logit(new float[] {1, 9})).isEqualTo(0.375);
        assertThat(trees.logit(new float[] {2, 0})).isEqualTo(-0.375);
        assertThat(trees.logit(new float[] {2, 1})).isEqualTo(0.875);
    }

    @Test
    void aForestsVotesAreAveragedToAShare() {
        String forest = TWO_SPLITS.replace("version=v4", "version=v4\naverage_output");
        DecisionTrees trees = DecisionTrees.read("model.txt", forest, 2);
        double share = ((0.75 + 0.125) / 2 + 2) / 4;
        assertThat(trees.logit(new float[] {2, 1})).isCloseTo(Math.log(share / (1 - share)), within(1e-12));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> DecisionTrees.read("model.txt", "tree\n", 2)).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> DecisionTrees.read("model.txt", TWO_SPLITS, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("asks for column 1");
        assertThatThrownBy(() -> DecisionTrees.read("model.txt", TWO_SPLITS.replace("=0 0", "=1 0"), 2))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("of kind 1");
        // A node that leads back to the root would never end.
        assertThatThrownBy(
                        () -> DecisionTrees.read("model.txt", TWO_SPLITS.replace("right_child=1", "right_child=0"), 2))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("leads nowhere");
    }

    @Test
    void boostingAndForestLearnWhatOneColumnSays() {
        Lessons lessons = lessons(new SplittableRandom(3));
        for (Learner.Trees learner :
                new Learner.Trees[] {new Learner.Boosting(20, 4, 0.3, 5, 1), new Learner.Forest(20, 4, 5, 1, 0.6)}) {
            String text = LightGbm.fit(learner, lessons, 1, 1);
            DecisionTrees trees = DecisionTrees.read("model.txt", text, 2);
            assertThat(trees.isForest()).isEqualTo(learner instanceof Learner.Forest);
            assertThat(trees.logit(new float[] {0.9f, 0})).isGreaterThan(1);
            assertThat(trees.logit(new float[] {0, 0.9f})).isLessThan(-1);
            assertThat(LightGbm.fit(learner, lessons, 1, 1)).isEqualTo(text);
        }
    }

    @Test
    void aForestSaysTheShareThatItsLeavesSaw() {
        SparseRowsBuilder rows = new SparseRowsBuilder(2);
        boolean[] positive = new boolean[400];
        double[] counts = new double[400];
        for (int i = 0; i < 400; i++) {
            // Three quarters of what has the first column are positive, a quarter of what has not.
            boolean isFirst = i < 200;
            positive[i] = i % 4 == 0 != isFirst;
            counts[i] = 1;
            rows.add(isFirst ? 0 : 1, 1).endRow();
        }
        String text =
                LightGbm.fit(new Learner.Forest(50, 4, 5, 1, 0.6), new Lessons(rows.build(), positive, counts), 1, 1);
        DecisionTrees trees = DecisionTrees.read("model.txt", text, 2);
        assertThat(trees.logit(new float[] {1, 0})).isCloseTo(Math.log(3), within(0.15));
        assertThat(trees.logit(new float[] {0, 1})).isCloseTo(-Math.log(3), within(0.15));
    }

    @Test
    void theNativeLibraryLiesInAFolderOfThisProcess() throws IOException {
        LightGbm.fit(new Learner.Boosting(1, 2, 0.3, 5, 1), lessons(new SplittableRandom(3)), 1, 1);
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps));
        assertThat(Files.readAllLines(maps))
                .filteredOn(line -> line.contains("lib_lightgbm"))
                .isNotEmpty()
                .allMatch(line -> line.contains("haechi-lightgbm"));
    }

    @Test
    void everySystemHasItsOwnLibrary() {
        assertThat(LightGbmLibrary.place("linux", "amd64")).isEqualTo("lightgbm4j/linux/x86_64/");
        assertThat(LightGbmLibrary.place("mac os x", "aarch64")).isEqualTo("lightgbm4j/osx/aarch64/");
        assertThat(LightGbmLibrary.place("windows 11", "amd64")).isEqualTo("lightgbm4j/windows/x86_64/");
    }

    private static Lessons lessons(SplittableRandom random) {
        int n = 400;
        SparseRowsBuilder rows = new SparseRowsBuilder(2);
        boolean[] positive = new boolean[n];
        double[] counts = new double[n];
        for (int i = 0; i < n; i++) {
            double first = random.nextDouble();
            positive[i] = first > 0.5;
            counts[i] = 1;
            rows.add(0, (float) first).add(1, (float) random.nextDouble()).endRow();
        }
        return new Lessons(rows.build(), positive, counts);
    }
}
