package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.neural.OnnxExport;
import io.haechi.neural.Parameters;
import io.haechi.neural.Trainer;
import io.haechi.onnx.OnnxRunner;
import io.haechi.onnx.WeightStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The studies' networks in their own sizes. */
class NetworksTest {

    /**
     * Trained numbers, counted by hand from the papers' tables (running statistics included): VGG-19's sixteen convolutions
     * from one channel have 20,023,232, its dense layers 24 x 512 x 512 + 512 and 512 + 1; ResNet-50 without its 1000
     * classes 23,508,032, less two of three colours of a 7x7 kernel, plus 2 x 26,560 running statistics.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "simple-cnn, 128, 143000",
        "bilstm-512, 100, 2512400",
        "vgg19, 128, 26315270",
        "resnet50, 128, 23557000",
        "transformer, 100, 806000",
        "whisper-1, 80, 4064000",
        "whisper-2, 80, 7217000"
    })
    void itHasAsManyNumbersAsItsDescriptionSays(String name, int bands, long about) {
        Parameters start = Trainer.initial(Networks.named(name), 1, -1, 1, bands, 199);
        assertThat((double) start.count()).isCloseTo(about, org.assertj.core.data.Percentage.withPercentage(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"bilstm-512, 100", "whisper-2, 80", "vgg19, 128", "resnet50, 128", "transformer, 100"})
    void itIsExportedAndGivesOneNumberForTwoSecondsOfSound(String name, int bands) {
        long[] shape = {-1, 1, bands, 199};
        byte[] model = OnnxExport.bytes(
                Networks.named(name), Trainer.initial(Networks.named(name), 1, shape), shape, WeightStorage.FLOAT16);
        try (OnnxRunner runner = OnnxRunner.open(model, 1)) {
            float[] logits = runner.run(new float[bands * 199], 1, 1, bands, 199);
            assertThat(logits).hasSize(1);
            assertThat(logits[0]).isFinite();
        }
    }
}
