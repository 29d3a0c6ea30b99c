package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.onnx.GraphBuilder;
import io.haechi.onnx.OnnxRunner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The front ends written as ONNX and run by ONNX Runtime say what the Java code says. */
class FrontEndGraphTest {

    static Stream<Arguments> frontEndsAndSignals() {
        return Stream.of(
                        new LogMel(FrameOptions.SPEECH, 128),
                        new LogMel(FrameOptions.SPEECH, 128, 0.97, 80),
                        new LogMel(new FrameOptions(16_000, 512, 200), 64),
                        new Mfcc(FrameOptions.SPEECH, 100, 128, false, false),
                        new Mfcc(FrameOptions.SPEECH, 100, 128, true, true),
                        new Mfcc(FrameOptions.SPEECH, 40, 80, false, true, 0.97))
                .flatMap(frontEnd -> Stream.of("speech", "noise", "chirp", "silence", "short")
                        // Slopes need nine frames.
                        .filter(signal ->
                                frontEnd.bands() == 100 || frontEnd instanceof LogMel || !signal.equals("short"))
                        .map(signal -> Arguments.of(frontEnd.name(), signal, frontEnd)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("frontEndsAndSignals")
    void agreesWithTheJavaCode(String name, String signalName, FrontEnd frontEnd) {
        float[] signal = Vectors.signal(signalName);
        float[] expected = frontEnd.apply(signal);
        try (OnnxRunner runner = OnnxRunner.open(FrontEndGraph.model(frontEnd), 1)) {
            float[] actual = runner.run(signal, 1, signal.length);
            double largest = 0;
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                largest = Math.max(largest, Math.abs((double) actual[i] - expected[i]));
            }
            System.out.printf("%s of %s: ONNX and Java differ by at most %.1e%n", name, signalName, largest);
            assertThat(largest).isLessThan(1e-4);
        }
    }

    @Test
    void clipsOfABatchDoNotHearEachOther() {
        LogMel logMel = new LogMel(FrameOptions.SPEECH, 128, 0.97, 80);
        float[] loud = Vectors.signal("noise");
        float[] both = new float[2 * loud.length];
        System.arraycopy(loud, 0, both, 0, loud.length);
        for (int i = 0; i < loud.length; i++) {
            both[loud.length + i] = 1e-3f * loud[loud.length - 1 - i];
        }
        float[] quiet = new float[loud.length];
        System.arraycopy(both, loud.length, quiet, 0, loud.length);
        try (OnnxRunner runner = OnnxRunner.open(FrontEndGraph.model(logMel), 1)) {
            float[] pictures = runner.run(both, 2, loud.length);
            float[] expected = logMel.apply(quiet);
            for (int i = 0; i < expected.length; i++) {
                assertThat(pictures[expected.length + i]).isCloseTo(expected[i], within(1e-4f));
            }
        }
    }

    @Test
    void worksInANewerOperatorSetToo() {
        GraphBuilder graph = new GraphBuilder("newer", 21);
        LogMel logMel = new LogMel(FrameOptions.SPEECH, 80, 0, 80);
        graph.output(FrontEndGraph.append(graph, graph.input("waveform", 1, -1), logMel), 1, 1, 80, -1);
        float[] signal = Vectors.signal("speech");
        try (OnnxRunner runner = OnnxRunner.open(graph.toBytes(), 1)) {
            assertThat(runner.run(signal, 1, signal.length)).hasSize(80 * logMel.frames(signal.length));
        }
    }

    @Test
    void unknownFrontEndsAreRefused() {
        FrontEnd other = new FrontEnd() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public FrameOptions options() {
                return FrameOptions.SPEECH;
            }

            @Override
            public int bands() {
                return 1;
            }

            @Override
            public void apply(float[] samples, int from, int length, float[] into, int offset) {}
        };
        assertThatThrownBy(() -> FrontEndGraph.model(other)).hasMessageContaining("got other");
    }
}
