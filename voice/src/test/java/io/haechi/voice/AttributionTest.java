package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models with a planted cue: the map must be that cue and nothing else. */
class AttributionTest {
    /** On the grid of the map: cells 2 to 3 and bands 10 to 12, 2.0 to 3.7 kHz. */
    private static final Patch CUE = new Patch(0.4, 0.8, AttributionMap.hertz(10), AttributionMap.hertz(13));

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1}, gain {2}")
    @CsvSource({"log-mel, 64, 0.05", "log-mel, 128, -0.02", "mfcc, 128, 0.05"})
    void thePatchThatAModelListensToIsFoundAndNothingElse(String kind, int bands, double gain) {
        ModelPackage model = PlantedCue.write(folder.resolve("voice-cue"), new FrontEndOptions(kind, bands), CUE, gain);
        try (VoiceDetector detector = TinyModels.detector(model)) {
            Attribution attribution = Attributing.of(detector, loudThenQuiet(), 0, FitListener.SILENT);
            assertThat(attribution.logOdds()).isCloseTo(detector.logOdds(Excerpt.sound(loudThenQuiet())), within(1e-6));
            // Noise of 0.1 against noise of 0.001: taking the cue out loses 40 dB of it.
            Attribution.Region first = attribution.regions().getFirst();
            assertThat(first.effect()).isCloseTo(gain * 40, within(Math.abs(gain) * 4));
            assertThat(first.startSeconds()).isCloseTo(0.4, within(1e-9));
            assertThat(first.endSeconds()).isCloseTo(0.8, within(1e-9));
            assertThat(first.lowHertz()).isCloseTo(CUE.lowHertz(), within(1e-6));
            assertThat(first.highHertz()).isCloseTo(CUE.highHertz(), within(1e-6));
            assertThat(attribution.logOddsWithout())
                    .isCloseTo(attribution.logOdds() - first.effect(), within(Math.abs(gain)));
            cellsFarFromTheCueSayNothing(attribution.map(), Math.abs(first.effect()));
        }
    }

    private static void cellsFarFromTheCueSayNothing(AttributionMap map, double whole) {
        for (int band = 0; band < map.effects().length; band++) {
            for (int column = 0; column < map.columns(); column++) {
                // A patch is two cells wide and so reaches one beyond the cue.
                boolean isNear = column >= 1 && column <= 4 && band >= 9 && band <= 13;
                if (!isNear) {
                    assertThat(Math.abs(map.effects()[band][column])).isLessThan(0.01 * whole);
                }
            }
        }
        assertThat(map.largest()).isCloseTo(Math.abs(map.effects()[11][2]), within(0.1 * whole));
    }

    @Test
    void anEnsemblesMapIsThatOfItsVote() {
        Patch other = new Patch(0, 0.4, AttributionMap.hertz(2), AttributionMap.hertz(5));
        ModelPackage mel = PlantedCue.write(folder.resolve("voice-mel"), new FrontEndOptions("log-mel", 64), CUE, 0.05);
        ModelPackage mfcc =
                PlantedCue.write(folder.resolve("voice-mfcc"), new FrontEndOptions("mfcc", 128), other, 0.05);
        ModelPackage vote = TinyModels.vote(
                folder.resolve("voice-vote"),
                new Calibration.Platt(2, 0.5),
                0.5,
                List.of(
                        new VoiceSettings.Member(mel.id(), mel.sha256(), 0.6),
                        new VoiceSettings.Member(mfcc.id(), mfcc.sha256(), 0.4)));
        try (VoiceDetector detector = VoiceDetector.load(vote, id -> id.equals("voice-mel") ? mel : mfcc, 1);
                VoiceDetector first = TinyModels.detector(mel);
                VoiceDetector second = TinyModels.detector(mfcc)) {
            float[] sound = loudThenQuiet();
            Attribution attribution = Attributing.of(detector, sound, 0, FitListener.SILENT);
            assertThat(attribution.regions()).hasSize(2);
            assertThat(attribution.regions().get(0).lowHertz()).isCloseTo(CUE.lowHertz(), within(1e-6));
            assertThat(attribution.regions().get(1).lowHertz()).isCloseTo(other.lowHertz(), within(1e-6));
            // The cue of the first taken out of both: the second says what it said.
            double without = new Occlusion(first, sound).without(List.of(List.of(CUE)), FitListener.SILENT)[0];
            double mean = 0.6 * Calibration.sigmoid(without)
                    + 0.4 * Calibration.sigmoid(new Occlusion(second, sound).logOdds());
            double expected = attribution.logOdds() - (2 * Math.log(mean / (1 - mean)) + 0.5);
            assertThat(attribution.regions().get(0).effect()).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void inALongerSoundTheMomentIsFound() {
        // A whistle at 6 kHz in the fourth second of a speaker; the model hears 5 to 7 kHz, and cannot tell when.
        float[] samples = TinyModels.speech().channels()[0].clone();
        float[] whistle = Signals.tone(6_000, 0.3, 6_400);
        for (int i = 0; i < whistle.length; i++) {
            samples[3 * Voice.SAMPLE_RATE + i] += whistle[i];
        }
        ModelPackage high = PlantedCue.write(
                folder.resolve("voice-high"),
                new FrontEndOptions("log-mel", 64),
                new Patch(0, 1.01, 5_000, 7_000),
                0.05);
        try (VoiceDetector detector = TinyModels.detector(high)) {
            Attribution attribution = Attributing.of(detector, samples, 100, FitListener.SILENT);
            double[][] effects = attribution.map().effects();
            int bestBand = 0;
            int bestColumn = 0;
            for (int band = 0; band < effects.length; band++) {
                for (int column = 0; column < attribution.map().columns(); column++) {
                    if (effects[band][column] > effects[bestBand][bestColumn]) {
                        bestBand = band;
                        bestColumn = column;
                    }
                }
            }
            assertThat(attribution.map().seconds(bestColumn)).isBetween(102.99, 103.21);
            assertThat(AttributionMap.hertz(bestBand)).isLessThan(6_000);
            assertThat(AttributionMap.hertz(bestBand + 1)).isGreaterThan(5_000);
            assertThat(attribution.startSeconds()).isEqualTo(100);
            assertThat(attribution.endSeconds()).isEqualTo(106);
        }
    }

    @Test
    void aSoundShorterThanAWindowIsTakenOutOfEachOfItsRepetitions() {
        ModelPackage model = PlantedCue.write(
                folder.resolve("voice-cue"),
                new FrontEndOptions("log-mel", 64),
                new Patch(0, 1.01, AttributionMap.hertz(10), AttributionMap.hertz(13)),
                0.05);
        try (VoiceDetector detector = TinyModels.detector(model)) {
            float[] sound = Arrays.copyOf(loudThenQuiet(), 6_400);
            for (int i = 4_800; i < sound.length; i++) {
                sound[i] *= 0.01f;
            }
            Occlusion occlusion = new Occlusion(detector, sound);
            Patch band = new Patch(0, 0.4, AttributionMap.hertz(10), AttributionMap.hertz(13));
            double without = occlusion.without(List.of(List.of(band)), FitListener.SILENT)[0];
            // Three quarters of it are loud, and all of them are lowered by 40 dB: also those heard a second time.
            assertThat(occlusion.logOdds() - without).isCloseTo(0.05 * 40 * 0.75, within(0.25));
        }
    }

    @Test
    void cutsMadeTogetherAreTheSameAsOneByOne() {
        ModelPackage model = PlantedCue.write(folder.resolve("voice-cue"), new FrontEndOptions("mfcc", 128), CUE, 0.05);
        try (VoiceDetector detector = TinyModels.detector(model)) {
            Occlusion occlusion = new Occlusion(detector, loudThenQuiet());
            List<List<Patch>> cuts =
                    AttributionMap.patches(1).stream().map(List::of).toList();
            double[] together = occlusion.without(cuts, FitListener.SILENT);
            for (int i = 0; i < together.length; i += 7) {
                assertThat(together[i])
                        .isCloseTo(occlusion.without(List.of(cuts.get(i)), FitListener.SILENT)[0], within(1e-4));
            }
            assertThat(occlusion.without(List.of(List.of()), FitListener.SILENT)[0])
                    .isEqualTo(occlusion.logOdds());
        }
    }

    @Test
    void aRegionIsSaidInKoreanAndEnglish() {
        Attribution.Region synthetic = new Attribution.Region(61.2, 61.8, 2_041, 3_489, 1.34);
        assertThat(synthetic.place()).isEqualTo("1:01.2-1:01.8, 2.0-3.5 kHz");
        assertThat(synthetic.korean()).isEqualTo("합성 쪽으로 로그 오즈 1.3");
        assertThat(synthetic.english()).isEqualTo("+1.3 log-odds, towards synthetic");
        Attribution.Region human = new Attribution.Region(0, 0.4, 0, 188, -0.26);
        assertThat(human.korean()).isEqualTo("사람 쪽으로 로그 오즈 0.3");
        assertThat(human.english()).isEqualTo("-0.3 log-odds, towards human");
    }

    @Test
    void theJsonHoldsTheRegionsAndTheMap() {
        ModelPackage model =
                PlantedCue.write(folder.resolve("voice-cue"), new FrontEndOptions("log-mel", 64), CUE, 0.05);
        try (VoiceDetector detector = TinyModels.detector(model)) {
            JsonNode json = Attributing.of(detector, loudThenQuiet(), 7, FitListener.SILENT)
                    .toJson();
            assertThat(json.get("method").asText()).isEqualTo("occlusion");
            assertThat(json.get("startSeconds").asDouble()).isEqualTo(7);
            assertThat(json.get("regions").get(0).get("startSeconds").asDouble())
                    .isEqualTo(7.4);
            assertThat(json.get("map").get("effects")).hasSize(16);
            assertThat(json.get("map").get("effects").get(0)).hasSize(5);
            assertThat(json.get("map").get("hertz")).hasSize(17);
            // 6 by 17 patches, one region, all regions: one window, one model.
            assertThat(json.get("looks").asInt()).isEqualTo(104);
        }
    }

    /** Four fifths of a second of noise, then a fifth that is 40 dB quieter: the background. */
    private static float[] loudThenQuiet() {
        float[] sound = Signals.noise(4, 0.1, 16_000);
        for (int i = 12_800; i < sound.length; i++) {
            sound[i] *= 0.01f;
        }
        return sound;
    }
}
