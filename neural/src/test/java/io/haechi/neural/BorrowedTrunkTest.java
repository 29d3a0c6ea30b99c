package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer.BatchNorm;
import io.haechi.neural.Layer.Conv2d;
import io.haechi.neural.Layer.GlobalAveragePool;
import io.haechi.neural.Layer.MaxPool;
import io.haechi.neural.Layer.Padding;
import io.haechi.neural.Layer.Relu;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A deeper network that borrows a trunk begins as the function that it borrowed. */
class BorrowedTrunkTest {
    private static final long[] COLOURS = {-1, 3, 8, 12};
    private static final long[] GREY = {-1, 1, 8, 12};
    private static final Network SHALLOW = trunk("shallow", List.of(), 4, 1, 6, 2);
    private static final Network DEEP = trunk("deep", List.of(), 4, 3, 6, 2);

    /** Two blocks: width and number of the convolutions of each. */
    private static Network trunk(String name, List<Layer> first, int... blocks) {
        List<Layer> layers = new ArrayList<>(first);
        for (int b = 0; b < blocks.length; b += 2) {
            for (int i = 0; i < blocks[b + 1]; i++) {
                layers.add(new Conv2d(blocks[b], 3, 3, 1, 1, Padding.SAME, true));
                layers.add(new Relu());
            }
            layers.add(new MaxPool(2, 2));
        }
        layers.add(new GlobalAveragePool());
        return new Network(name, layers);
    }

    private static byte[] shallow() {
        return OnnxExport.bytes(SHALLOW, Trainer.initial(SHALLOW, 5, COLOURS), COLOURS, WeightStorage.FLOAT32);
    }

    @Test
    void aDeeperNetworkOnGreyAnswersLikeTheBorrowedOneOnThreeEqualColours() {
        float[] grey = new float[96];
        Random random = new Random(1);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (float) random.nextGaussian();
        }
        float[] colours = new float[3 * grey.length];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(grey, 0, colours, c * grey.length, grey.length);
        }
        byte[] shallow = shallow();
        byte[] deep = OnnxExport.bytes(DEEP, BorrowedTrunk.of(DEEP, 9, shallow, GREY), GREY, WeightStorage.FLOAT32);
        try (OnnxRunner theirs = OnnxRunner.open(shallow, 1);
                OnnxRunner ours = OnnxRunner.open(deep, 1)) {
            float[] expected = theirs.run(colours, 1, 3, 8, 12);
            assertThat(expected).hasSize(6);
            assertThat(Math.abs(expected[0]) + Math.abs(expected[1])).isGreaterThan(0.01f);
            assertThat(ours.run(grey, 1, 1, 8, 12)).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void whatTheFileLacksStartsAsItWouldHave() {
        Network wider = trunk("wider", List.of(), 4, 1, 6, 2, 8, 1);
        Parameters borrowed = BorrowedTrunk.of(wider, 9, shallow(), GREY);
        Parameters own = Trainer.initial(wider, 9, GREY);
        assertThat(borrowed.values().keySet()).isEqualTo(own.values().keySet());
        assertThat(borrowed.get("8.conv2d.weight").values())
                .isEqualTo(own.get("8.conv2d.weight").values());
        assertThat(borrowed.get("5.conv2d.weight").values())
                .isNotEqualTo(own.get("5.conv2d.weight").values());
    }

    @Test
    void theInputIsStretchedToWhatATrunkForPixelsIsUsedTo() {
        Network normalising = trunk("normalising", List.of(new BatchNorm()), 4, 1);
        assertThat(BorrowedTrunk.of(normalising, 9, shallow(), GREY)
                        .get("0.batchnorm.scale")
                        .values())
                .containsExactly(64f);
    }

    @Test
    void aFileWithOtherConvolutionsIsRefused() {
        Network other = trunk("other", List.of(), 5, 1);
        assertThatThrownBy(() -> BorrowedTrunk.of(other, 9, shallow(), GREY))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"other\"");
    }
}
