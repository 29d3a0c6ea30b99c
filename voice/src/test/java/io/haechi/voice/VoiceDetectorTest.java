package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.haechi.audio.Sound;
import io.haechi.audio.speech.SpeechDetector;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.ModelException;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.Verdict;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With models whose logit is the mean of the picture, every figure of a verdict can be worked out again. */
class VoiceDetectorTest {
    private static final double SLOPE = 0.05;
    private static final double OFFSET = 1.5;

    @TempDir
    Path folder;

    @Test
    void aWindowsProbabilityIsTheCalibratedLogitOfItsPicture() {
        Sound speech = TinyModels.speech();
        Calibration calibration = new Calibration.Platt(0.7, -0.2);
        try (VoiceDetector detector = TinyModels.detector(package1(calibration, 0.5, 0.9))) {
            Hearing hearing = detector.hear("speech", speech);
            List<Evidence> windows = windows(hearing, 0);
            assertThat(windows).hasSizeGreaterThan(5);
            for (Evidence window : windows) {
                int start = (int) Math.round(window.startSeconds() * Voice.SAMPLE_RATE);
                float[] samples = Arrays.copyOfRange(speech.channels()[0], start, start + Voice.SAMPLE_RATE);
                double logit = TinyModels.logit(samples, SLOPE, OFFSET);
                assertThat(window.probability()).isCloseTo(calibration.probability(logit), within(1e-5));
                assertThat(window.endSeconds() - window.startSeconds()).isCloseTo(1, within(1e-9));
            }
            assertThat(windows.getLast().endSeconds()).isCloseTo(speech.seconds(), within(1e-9));
        }
    }

    /** Beyond the first half minute nothing is heard twice, nothing is left out, and a second weighs what it weighed before. */
    @ParameterizedTest(name = "{0} samples past 45 s")
    @CsvSource({"0", "5000", "8000", "12000", "16000"})
    void windowsOfALongRecordingOverlapOnlyAtItsBeginning(int more) {
        float[] once = TinyModels.speech().channels()[0];
        float[] samples = new float[45 * Voice.SAMPLE_RATE + more];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = once[i % once.length] * (i < samples.length / 2 ? 1 : 0.1f);
        }
        try (VoiceDetector detector = TinyModels.detector(package1(Calibration.NONE, 0.5, 0.9));
                SpeechDetector speech = SpeechDetector.open()) {
            ChannelListener listener = new ChannelListener(detector.members(), TinyModels.WINDOW, speech.newActivity());
            listener.accept(samples, samples.length);
            listener.finish();
            List<ChannelListener.Window> windows = listener.windows();
            double sum = 0;
            double weights = 0;
            double covered = 0;
            for (ChannelListener.Window window : windows) {
                boolean isSparse = window.startSeconds() >= ChannelListener.OVERLAPPING_SECONDS;
                double weight = window.speechSeconds() * (isSparse ? 1 : 0.5);
                sum += weight * window.logits()[0];
                weights += weight;
                boolean isLast = window == windows.getLast();
                if (isSparse && !isLast) {
                    assertThat(window.startSeconds()).isGreaterThanOrEqualTo(covered);
                }
                covered = window.endSeconds();
            }
            assertThat(covered).isCloseTo((double) samples.length / Voice.SAMPLE_RATE, within(1e-9));
            assertThat(windows).filteredOn(window -> window.startSeconds() < 29).hasSizeGreaterThan(45);
            assertThat(windows)
                    .filteredOn(window -> window.startSeconds() >= 31)
                    .hasSizeBetween(10, 16);
            assertThat(listener.opinions().getFirst().logit()).isCloseTo(sum / weights, within(1e-9));
        }
    }

    /** Live sound is followed as it was: a window every hop, however long it lasts. */
    @Test
    void whatIsToldLiveFollowsEveryHop() {
        float[] once = TinyModels.speech().channels()[0];
        try (VoiceDetector detector = TinyModels.detector(package1(Calibration.NONE, 0.5, 0.9));
                SpeechDetector speech = SpeechDetector.open()) {
            ChannelListener listener =
                    new ChannelListener(detector.members(), TinyModels.WINDOW, speech.newActivity(10), 10);
            for (int heard = 0; heard < 45 * Voice.SAMPLE_RATE; heard += once.length) {
                listener.accept(once, once.length);
                listener.catchUp();
            }
            List<ChannelListener.Window> windows = listener.windows();
            assertThat(windows.get(1).startSeconds() - windows.get(0).startSeconds())
                    .isCloseTo(TinyModels.WINDOW.hopSeconds(), within(1e-9));
            assertThat(windows).hasSizeGreaterThan(14);
        }
    }

    @Test
    void theVerdictPoolsLogitsNotProbabilities() {
        Sound speech = TinyModels.speech();
        try (VoiceDetector detector = TinyModels.detector(package1(new Calibration.Platt(2, 1), 0.5, 0.9))) {
            double logit = detector.logit(speech);
            assertThat(detector.hear("speech", speech).verdict().probability())
                    .isCloseTo(Calibration.sigmoid(2 * logit + 1), within(1e-9));
        }
    }

    @ParameterizedTest(name = "offset {0}, threshold {1}, danger from {2}: {3}")
    @CsvSource({
        "-3, 0.5, 0.9, SAFE",
        "1, 0.5, 0.9, SUSPECT",
        "3, 0.5, 0.9, DANGER",
        "1, 0.8, 0.9, SAFE",
        "1, 0.5, 0.7, DANGER"
    })
    void thresholdsDecideTheWord(double offset, double threshold, double danger, Decision decision) {
        // Slope 0: every window has the logit `offset`, so the probability is its sigmoid: .047, .731 or .953.
        ModelPackage fixed =
                TinyModels.single(folder.resolve("m"), "voice-m", 0, offset, Calibration.NONE, threshold, danger);
        try (VoiceDetector detector = TinyModels.detector(fixed)) {
            Hearing hearing = detector.hear("speech", TinyModels.speech());
            assertThat(hearing.verdict().decision()).isEqualTo(decision);
            assertThat(hearing.verdict().probability()).isCloseTo(Calibration.sigmoid(offset), within(1e-6));
            assertThat(hearing.verdict().threshold()).isEqualTo(threshold);
            assertThat(hearing.verdict().modelId()).isEqualTo("voice-m");
            assertThat(hearing.verdict().modelSha256()).isEqualTo(fixed.sha256());
            assertThat(hearing.verdict().limits()).isEmpty();
        }
    }

    @ParameterizedTest(name = "offset {0}: {1}")
    @CsvSource({"-3, SAFE", "1, UNSURE", "3, SUSPECT"})
    void betweenSafeAndSuspectNobodyCanTell(double offset, Decision decision) {
        ModelPackage fixed = TinyModels.single(folder.resolve("m"), "voice-m", 0, offset, Calibration.NONE, 0.8, 0.99);
        ModelPackage open = fixed.under(new OperatingPoint(Calibration.NONE, 0.8, 0.4, 0.99).decide(fixed.card()));
        try (VoiceDetector detector = TinyModels.detector(open)) {
            Verdict verdict = detector.hear("speech", TinyModels.speech()).verdict();
            assertThat(verdict.decision()).isEqualTo(decision);
            assertThat(verdict.probability()).isCloseTo(Calibration.sigmoid(offset), within(1e-6));
            if (decision == Decision.UNSURE) {
                assertThat(verdict.limits())
                        .containsExactly(
                                "the probability of a synthetic voice, 73 %, lies between 40 % and 80 %, where too"
                                        + " many of either kind are found; more speech or a better recording may tell");
            }
        }
    }

    @Test
    void aVoiceThatLeavesItOpenOutweighsASafeOneAndSilenceNeither() {
        Verdict safe = verdict(Decision.SAFE, 0.1);
        Verdict open = verdict(Decision.UNSURE, 0.5, Limits.ofProbability(0.5, 0.4, 0.8));
        Verdict silent = verdict(Decision.UNSURE, 0.9, Limits.of(9, 0, 20, 0));
        Verdict suspect = verdict(Decision.SUSPECT, 0.85);
        assertThat(VoiceDetector.worst(List.of(safe, open, silent))).isSameAs(open);
        assertThat(VoiceDetector.worst(List.of(suspect, open, silent))).isSameAs(suspect);
        assertThat(VoiceDetector.worst(List.of(safe, silent))).isSameAs(safe);
    }

    private static Verdict verdict(Decision decision, double probability, List<String> limits) {
        return new Verdict(decision, probability, 0.8, "voice-m", "0".repeat(64), List.of(), limits);
    }

    private static Verdict verdict(Decision decision, double probability) {
        return verdict(decision, probability, List.of());
    }

    @Test
    void withoutSpeechNobodyIsAccusedAndTheReasonIsGiven() {
        try (VoiceDetector detector = always(3)) {
            Hearing hearing = detector.hear("silence", Sound.mono(new float[32_000], Voice.SAMPLE_RATE));
            assertThat(hearing.verdict().decision()).isEqualTo(Decision.UNSURE);
            assertThat(hearing.verdict().limits()).containsExactly("0.0 s of speech in 2.0 s of sound (need 1 s)");
            // A figure is there all the same, so that evaluations can force a decision.
            assertThat(hearing.verdict().probability()).isCloseTo(Calibration.sigmoid(3), within(1e-6));
        }
    }

    @Test
    void clippedSpeechIsNotJudged() {
        float[] clipped = TinyModels.speech().channels()[0].clone();
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] = Math.clamp(clipped[i] * 60, -1f, 1f);
        }
        try (VoiceDetector detector = always(3)) {
            Hearing hearing = detector.hear("loud", Sound.mono(clipped, Voice.SAMPLE_RATE));
            assertThat(hearing.verdict().decision()).isEqualTo(Decision.UNSURE);
            assertThat(hearing.verdict().limits()).anyMatch(limit -> limit.contains("clipped"));
        }
    }

    @Test
    void eachChannelOfACallHasAVerdictOfItsOwnAndTheOneThatCanBeJudgedCounts() {
        Sound speech = TinyModels.speech();
        Sound call = new Sound(new float[][] {new float[speech.frames()], speech.channels()[0]}, Voice.SAMPLE_RATE);
        try (VoiceDetector detector = always(3)) {
            Hearing hearing = detector.hear("call", call);
            assertThat(hearing.channels()).extracting(Hearing.Channel::number).containsExactly(1, 2);
            assertThat(hearing.channels().get(0).verdict().decision()).isEqualTo(Decision.UNSURE);
            assertThat(hearing.channels().get(1).verdict().decision()).isEqualTo(Decision.DANGER);
            assertThat(hearing.verdict()).isEqualTo(hearing.channels().get(1).verdict());
        }
    }

    @Test
    void aFileIsHeardLikeTheSameSoundInMemory() {
        try (VoiceDetector detector = TinyModels.detector(package1(Calibration.NONE, 0.5, 0.9))) {
            Path file = TinyModels.example("synthetic-ko.wav");
            assertThat(detector.hear(file).toJson())
                    .isEqualTo(
                            detector.hear(file.toString(), TinyModels.speech()).toJson());
        }
    }

    @Test
    void aSoundWithoutSamplesIsUnreadable() {
        try (VoiceDetector detector = always(0)) {
            Sound nothing = Sound.mono(new float[0], Voice.SAMPLE_RATE);
            assertThatThrownBy(() -> detector.hear("nothing.wav", nothing))
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("nothing.wav");
            Sound slow = Sound.mono(new float[100], 8000);
            assertThatThrownBy(() -> detector.hear("slow", slow))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8000");
        }
    }

    @Test
    void anEnsembleAveragesWhatTheNetworksSayByThemselvesAndThenCalibrates() {
        // Calibrated alone, this member would say nearly nothing; in the vote its network's own logit counts.
        ModelPackage low = TinyModels.single(
                folder.resolve("voice-low"), "voice-low", 0, -1, new Calibration.Platt(0.01, 0.2), 0.5, 0.9);
        ModelPackage high = fixed("voice-high", 2);
        Calibration own = new Calibration.Platt(1.5, 0.3);
        ModelPackage vote =
                TinyModels.vote(folder.resolve("voice-vote"), own, 0.5, List.of(member(low, 0.25), member(high, 0.75)));
        try (VoiceDetector detector = VoiceDetector.load(vote, id -> id.equals("voice-low") ? low : high, 1)) {
            Hearing hearing = detector.hear("speech", TinyModels.speech());
            double mean = 0.25 * Calibration.sigmoid(-1) + 0.75 * Calibration.sigmoid(2);
            assertThat(hearing.verdict().probability())
                    .isCloseTo(own.probability(Math.log(mean / (1 - mean))), within(1e-6));
            assertThat(hearing.verdict().modelId()).isEqualTo("voice-vote");
            assertThat(hearing.verdict().evidence())
                    .filteredOn(evidence -> evidence.kind().equals("model"))
                    .extracting(Evidence::name)
                    .containsExactly("voice-low", "voice-high");
            assertThat(detector.memberIds()).containsExactly("voice-low", "voice-high");
        }
    }

    @Test
    void aMemberThatIsNotTheOneVotedOnIsRefused() {
        ModelPackage fitted = fixed("voice-a", -1);
        ModelPackage another = TinyModels.single(folder.resolve("other"), "voice-a", 0, 5, Calibration.NONE, 0.5, 0.9);
        ModelPackage vote =
                TinyModels.vote(folder.resolve("voice-vote"), Calibration.NONE, 0.5, List.of(member(fitted, 1)));
        assertThatThrownBy(() -> VoiceDetector.load(vote, id -> another, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("voice-a")
                .hasMessageContaining("SHA-256");
    }

    private ModelPackage package1(Calibration calibration, double threshold, double danger) {
        return TinyModels.single(folder.resolve("m"), "voice-m", SLOPE, OFFSET, calibration, threshold, danger);
    }

    private ModelPackage fixed(String id, double logit) {
        return TinyModels.single(folder.resolve(id), id, 0, logit, Calibration.NONE, 0.5, 0.9);
    }

    private VoiceDetector always(double logit) {
        return TinyModels.detector(fixed("voice-always", logit));
    }

    private static VoiceSettings.Member member(ModelPackage source, double weight) {
        return new VoiceSettings.Member(source.id(), source.sha256(), weight);
    }

    private static List<Evidence> windows(Hearing hearing, int channel) {
        return hearing.channels().get(channel).verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
    }
}
