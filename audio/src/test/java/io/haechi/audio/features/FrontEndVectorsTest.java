package io.haechi.audio.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with librosa 0.11 on signals from speech-like to silent; see make_vectors.py beside the vectors. */
class FrontEndVectorsTest {
    /** What the project promises. Measured: 4e-6 dB for log-mel, 4e-5 for coefficients, of which float's own share is most. */
    private static final double PROMISED = 1e-4;

    @ParameterizedTest
    @ValueSource(strings = {"speech", "noise", "chirp", "silence", "short"})
    void logMelMatchesLibrosa(String name) {
        LogMel logMel = new LogMel(FrameOptions.SPEECH, 128);
        assertThat(Vectors.largestError(logMel.apply(Vectors.signal(name)), Vectors.expected(name + ".logmel")))
                .isLessThan(PROMISED / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speech", "noise", "chirp", "silence", "short"})
    void logMelWithPreEmphasisAndLimitedRangeMatchesLibrosa(String name) {
        LogMel logMel = new LogMel(FrameOptions.SPEECH, 128, LogMel.SPEECH_PRE_EMPHASIS, 80);
        assertThat(Vectors.largestError(logMel.apply(Vectors.signal(name)), Vectors.expected(name + ".logmel-pre")))
                .isLessThan(PROMISED / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"speech", "noise", "chirp", "silence"})
    void coefficientsAndTheirSlopesMatchLibrosa(String name) {
        Mfcc mfcc = new Mfcc(FrameOptions.SPEECH, 100, 128, true, true);
        assertThat(Vectors.largestError(mfcc.apply(Vectors.signal(name)), Vectors.expected(name + ".mfcc")))
                .isLessThan(PROMISED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short"})
    void coefficientsOfLessThanAWindowMatchLibrosa(String name) {
        Mfcc mfcc = new Mfcc(FrameOptions.SPEECH, 100, 128, false, false);
        assertThat(Vectors.largestError(mfcc.apply(Vectors.signal(name)), Vectors.expected(name + ".mfcc")))
                .isLessThan(PROMISED);
    }
}
