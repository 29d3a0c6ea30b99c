package io.haechi.neural;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import org.junit.jupiter.api.Test;

class NetworkSizeTest {
    private static final Network NETWORK = Network.of(
            "counted",
            Network.residual(6, 2),
            Network.layers(new Layer.GlobalAveragePool(), new Layer.Dense(10), new Layer.Relu(), new Layer.Dense(1)));

    @Test
    void whatIsTrainedIsCountedApartFromWhatIsOnlyKept() {
        NetworkSize size = NetworkSize.of(NETWORK, -1, 2, 8, 8);
        // 6x2x3x3 and 6x6x3x3, a shortcut of 6x2; three normalisations of 6; 6x10+10 and 10+1.
        assertThat(size.trained()).isEqualTo(108 + 324 + 12 + 3 * 2 * 6 + 70 + 11);
        assertThat(size.statistics()).isEqualTo(3 * 2 * 6);
        assertThat(size.trained() + size.statistics())
                .isEqualTo(Trainer.initial(NETWORK, 1, -1, 2, 8, 8).count());
    }

    @Test
    void theBlankModelIsTheModelThatIsExportedButForItsNumbers() {
        long[] shape = {-1, 2, 8, 8};
        byte[] blank = NetworkSize.blank(NETWORK, WeightStorage.FLOAT32, shape);
        byte[] drawn = OnnxExport.bytes(NETWORK, Trainer.initial(NETWORK, 1, shape), shape, WeightStorage.FLOAT32);
        assertThat(blank).hasSameSizeAs(drawn);
        assertThat(NetworkSize.blank(NETWORK, WeightStorage.FLOAT16, shape)).hasSizeLessThan(blank.length);
        try (OnnxRunner runner = OnnxRunner.open(blank, 1)) {
            assertThat(runner.run(new float[128], 1, 2, 8, 8)).hasSize(1);
        }
    }
}
