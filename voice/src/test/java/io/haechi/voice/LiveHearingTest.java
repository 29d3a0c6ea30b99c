package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.audio.Sound;
import io.haechi.core.Decision;
import io.haechi.core.Evidence;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.Calibration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model's logit rises with the level in decibels, so that a loud voice and a quiet one are two voices to it. */
class LiveHearingTest {
    private static final float[] SPEECH = TinyModels.speech().channels()[0];
    private static final int SECOND = Voice.SAMPLE_RATE;

    @TempDir
    Path folder;

    private VoiceDetector detector;
    private final List<LiveUpdate> updates = new ArrayList<>();

    @BeforeEach
    void load() {
        detector = TinyModels.detector(TinyModels.single(
                folder.resolve("voice-level"), "voice-level", 0.15, 7, new Calibration.Platt(0.7, 0.1), 0.5, 0.9));
    }

    @AfterEach
    void close() {
        detector.close();
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 700, 8_000, 16_000, 40_123, 96_000})
    void aSoundShorterThanMemoryGetsTheVerdictOfTheSameFile(int length) {
        float[] samples = Arrays.copyOf(SPEECH, length);
        Hearing batch = detector.hear("clip", Sound.mono(samples, SECOND));
        LiveHearing live = detector.listen("clip", 1, LiveOptions.DEFAULT, updates::add);
        live.accept(samples, length);
        assertThat(live.finish().toJson()).isEqualTo(batch.toJson());
        assertThat(updates.getLast().isLast()).isTrue();
        assertThat(updates.getLast().hearing().toJson()).isEqualTo(batch.toJson());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itDoesNotMatterHowTheSoundIsCutIntoPieces(long seed) {
        float[] samples = repeated(SPEECH, 25);
        List<LiveUpdate> whole = new ArrayList<>();
        LiveHearing atOnce = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(10), whole::add);
        atOnce.accept(samples, samples.length);
        atOnce.finish();
        LiveHearing pieces = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(10), updates::add);
        Random random = new Random(seed);
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, random.nextInt(40_000));
            pieces.accept(Arrays.copyOfRange(samples, at, at + count), count);
            at += count;
        }
        pieces.finish();
        assertThat(hearings(updates)).isEqualTo(hearings(whole));
    }

    @Test
    void verdictsComeEverySecondOnceThereIsEnoughSpeech() {
        // Three seconds of silence, then a synthesiser that speaks nearly without a pause.
        float[] samples = joined(new float[3 * SECOND], repeated(SPEECH, 12));
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, updates::add);
        live.accept(samples, samples.length);
        double first = updates.getFirst().hearing().seconds();
        assertThat(first).isBetween(7.0, 9.0);
        for (int i = 0; i < updates.size(); i++) {
            assertThat(updates.get(i).hearing().seconds()).isEqualTo(first + i);
            assertThat(updates.get(i).isLast()).isFalse();
            assertThat(updates.get(i).computeSeconds()).isPositive();
        }
        assertThat(updates.getLast().hearing().seconds()).isEqualTo(15);
        assertThat(updates.getFirst().speechSeconds()).isGreaterThan(3.9);
    }

    @Test
    void everythingHeardUntilNowIsInTheVerdict() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, updates::add);
        live.accept(SPEECH, SPEECH.length);
        List<Evidence> windows = windows(updates.getLast());
        assertThat(windows.getLast().endSeconds()).isEqualTo(6);
        assertThat(windows).hasSize(11);
        live.finish();
    }

    @Test
    void aVoiceThatChangesIsNoticedAndTheOldOneForgotten() {
        float[] loud = repeated(SPEECH, 60);
        float[] quiet = loud.clone();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] *= 0.12f;
        }
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(20), updates::add);
        live.accept(loud, loud.length);
        Decision before = updates.getLast().hearing().verdict().decision();
        double loudProbability = updates.getLast().hearing().verdict().probability();
        live.accept(quiet, quiet.length);
        double quietProbability = updates.getLast().hearing().verdict().probability();
        assertThat(before).isEqualTo(Decision.SUSPECT);
        assertThat(updates.getLast().hearing().verdict().decision()).isEqualTo(Decision.SAFE);
        // After half the memory the log-odds are halfway, after all of it nothing of the first voice is left.
        double halfway = updates.stream()
                .filter(update -> update.hearing().seconds() == 70)
                .mapToDouble(update -> logOdds(update.hearing().verdict().probability()))
                .sum();
        assertThat(halfway).isCloseTo((logOdds(loudProbability) + logOdds(quietProbability)) / 2, within(0.25));
        LiveHearing fresh = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(20), updates::add);
        fresh.accept(quiet, quiet.length);
        assertThat(fresh.finish().verdict().probability()).isCloseTo(quietProbability, within(0.02));
        live.finish();
    }

    @Test
    void whatIsRememberedDoesNotGrow() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(10), updates::add);
        float[] minute = repeated(SPEECH, 60);
        for (int i = 0; i < 5; i++) {
            live.accept(minute, minute.length);
        }
        LiveUpdate last = updates.getLast();
        assertThat(last.hearing().seconds()).isEqualTo(300);
        assertThat(last.fromSeconds()).isEqualTo(290);
        assertThat(windows(last)).hasSize(19).allMatch(window -> window.startSeconds() >= 290);
        assertThat(last.speechSeconds()).isBetween(8.0, 10.0);
        assertThat(live.spokenSeconds()).isGreaterThan(240);
        live.finish();
    }

    @Test
    void afterALongSilenceThereIsNothingToJudge() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT.withMemory(10), updates::add);
        live.accept(SPEECH, SPEECH.length);
        live.accept(new float[15 * SECOND], 15 * SECOND);
        assertThat(updates.getLast().hearing().verdict().decision()).isEqualTo(Decision.UNSURE);
        assertThat(updates.getLast().hearing().verdict().limits())
                .containsExactly("0.0 s of speech in 10.0 s of sound (need 1 s)");
        assertThat(live.finish().verdict().decision()).isEqualTo(Decision.UNSURE);
    }

    @Test
    void ofACallTheChannelThatCanBeJudgedCounts() {
        float[][] call = {new float[SPEECH.length], SPEECH};
        LiveHearing live = detector.listen("call", 2, LiveOptions.DEFAULT, updates::add);
        live.accept(call, SPEECH.length);
        Hearing last = live.finish();
        assertThat(last.channels()).hasSize(2);
        assertThat(last.channels().get(0).verdict().decision()).isEqualTo(Decision.UNSURE);
        assertThat(last.verdict()).isEqualTo(last.channels().get(1).verdict());
        assertThat(updates.getLast().speechSeconds())
                .isEqualTo(last.channels().get(1).speechSeconds());
        assertThat(last.toJson())
                .isEqualTo(detector.hear("call", new Sound(call, SECOND)).toJson());
    }

    @Test
    void anUpdateIsAScansJsonAndWhereItStands() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, updates::add);
        live.accept(SPEECH, SPEECH.length);
        live.finish();
        JsonNode scan = detector.hear("call", TinyModels.speech()).toJson();
        List<String> keys = names(scan);
        keys.addAll(List.of("event", "fromSeconds", "speechSeconds", "computeSeconds"));
        assertThat(names(updates.getFirst().toJson())).containsExactlyElementsOf(keys);
        assertThat(updates.getFirst().toJson().get("event").asText()).isEqualTo("update");
        assertThat(updates.getLast().toJson().get("event").asText()).isEqualTo("final");
        assertThat(updates.getLast().toJson().get("speechSeconds").asDouble()).isGreaterThan(4);
    }

    @Test
    void rawSoundIsHeardLikeItsSamples() {
        ByteBuffer pcm = ByteBuffer.allocate(2 * 2 * SPEECH.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : SPEECH) {
            pcm.putShort((short) 0).putShort((short) Math.round(sample * 32_768));
        }
        LiveHearing raw = detector.listen("call", 2, LiveOptions.DEFAULT, updates::add);
        raw.accept(pcm.flip());
        assertThat(pcm.hasRemaining()).isFalse();
        Hearing samples = detector.hear("call", new Sound(new float[][] {new float[SPEECH.length], SPEECH}, SECOND));
        assertThat(raw.finish().toJson()).isEqualTo(samples.toJson());
        LiveHearing torn = detector.listen("call", 2, LiveOptions.DEFAULT, updates::add);
        assertThatThrownBy(() -> torn.accept(ByteBuffer.allocate(6)))
                .hasMessage("call: expected whole frames of 4 bytes, got 6 bytes");
    }

    @Test
    void withoutSoundThereIsNoVerdict() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, updates::add);
        assertThatThrownBy(live::finish).isInstanceOf(UnreadableInputException.class);
        assertThat(updates).isEmpty();
    }

    @Test
    void wrongUseIsRefused() {
        LiveHearing live = detector.listen("call", 1, LiveOptions.DEFAULT, updates::add);
        assertThatThrownBy(() -> live.accept(new float[2][10], 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("call: expected 1 channels, got 2");
        live.accept(new float[10], 10);
        live.finish();
        assertThatThrownBy(() -> live.accept(new float[10], 10)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(live::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> detector.listen("call", 0, LiveOptions.DEFAULT, updates::add))
                .hasMessage("Channels must be between 1 and 8, got 0");
        assertThatThrownBy(() -> LiveOptions.DEFAULT.withMemory(1))
                .hasMessage("Memory must be between 5.0 and 3600.0 s, got 1.0");
        assertThatThrownBy(() -> new LiveOptions(30, Double.NaN, 1)).hasMessageContaining("NaN");
    }

    private static List<JsonNode> hearings(List<LiveUpdate> updates) {
        return updates.stream()
                .map(update -> (JsonNode) update.hearing().toJson())
                .toList();
    }

    private static List<Evidence> windows(LiveUpdate update) {
        return update.hearing().verdict().evidence().stream()
                .filter(evidence -> evidence.kind().equals("window"))
                .toList();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static double logOdds(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static float[] repeated(float[] samples, int seconds) {
        float[] repeated = new float[seconds * SECOND];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = samples[i % samples.length];
        }
        return repeated;
    }

    private static float[] joined(float[] a, float[] b) {
        float[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
