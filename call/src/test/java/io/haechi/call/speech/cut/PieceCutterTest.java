package io.haechi.call.speech.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceCutterTest {
    private static final int CHUNK = 512;
    private static final double CHUNK_SECONDS = CHUNK / 16_000.0;

    @Test
    void silenceIsNothing() {
        assertThat(cut(repeat(0f, 1000))).isEmpty();
        assertThat(cut()).isEmpty();
    }

    @Test
    void aClickIsNothing() {
        assertThat(cut(repeat(0f, 50), repeat(1f, 5), repeat(0f, 50))).isEmpty();
    }

    @Test
    void aPieceBeginsALittleBeforeSpeechAndEndsALittleAfter() {
        List<Piece> pieces = cut(repeat(0f, 100), repeat(1f, 100), repeat(0f, 300));
        assertThat(pieces).hasSize(1);
        assertThat(pieces.getFirst().startSeconds()).isCloseTo(90 * CHUNK_SECONDS, within(1e-9));
        assertThat(pieces.getFirst().endSeconds()).isCloseTo(210 * CHUNK_SECONDS, within(1e-9));
    }

    @Test
    void aPauseIsShortenedAndTimesAreThoseOfTheRecording() {
        List<Piece> pieces = cut(repeat(1f, 100), repeat(0f, 90), repeat(1f, 100));
        assertThat(pieces).hasSize(1);
        Piece piece = pieces.getFirst();
        assertThat(piece.joints()).hasSize(2);
        assertThat(piece.seconds()).isLessThan(230 * CHUNK_SECONDS);
        // The second stretch of speech begins 10 chunks after the joint.
        double second = piece.joints().getLast().at() / 16_000.0 + 10 * CHUNK_SECONDS;
        assertThat(piece.startInRecording(second)).isCloseTo(190 * CHUNK_SECONDS, within(1e-9));
        double end = piece.joints().getLast().at() / 16_000.0;
        assertThat(piece.endInRecording(end)).isLessThan(piece.startInRecording(end));
        assertThat(piece.endSeconds()).isCloseTo(290 * CHUNK_SECONDS, within(1e-9));
    }

    @Test
    void aLongSilenceEndsAPiece() {
        List<Piece> pieces = cut(repeat(1f, 60), repeat(0f, 200), repeat(1f, 60));
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getLast().startSeconds()).isCloseTo(250 * CHUNK_SECONDS, within(1e-9));
    }

    @Test
    void aPauseEndsAPieceThatIsLongEnough() {
        List<Piece> pieces = cut(repeat(1f, 400), repeat(0f, 40), repeat(1f, 60));
        assertThat(pieces).hasSize(2);
    }

    @Test
    void speechWithoutAPauseIsCutInItsLongestSilence() {
        // 900 chunks of speech with a hole of one chunk at 400 and of four at 500.
        float[] speech = repeat(1f, 900);
        speech[400] = 0;
        for (int i = 500; i < 504; i++) {
            speech[i] = 0;
        }
        List<Piece> pieces = cut(speech);
        assertThat(pieces).hasSize(2);
        assertThat(pieces.getLast().startSeconds()).isCloseTo(502 * CHUNK_SECONDS, within(1e-9));
    }

    @Test
    void speechWithoutAnySilenceIsCutWhereItIsLeastLoud() {
        float[] loudness = repeat(0.5f, 900);
        loudness[550] = 0.1f;
        List<Piece> pieces = cut(loudness, repeat(1f, 900));
        assertThat(pieces.getLast().startSeconds()).isCloseTo(550 * CHUNK_SECONDS, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noWordIsLostCutOrHeardTwice(long seed) {
        float[] probabilities = talk(new SplittableRandom(seed));
        List<Piece> pieces = cut(probabilities);
        boolean[] heard = new boolean[probabilities.length];
        for (Piece piece : pieces) {
            assertThat(piece.seconds()).isLessThanOrEqualTo(20);
            for (int at = 0; at < piece.samples().length; at += CHUNK) {
                int chunk = (int) Math.round(piece.startInRecording(at / 16_000.0) / CHUNK_SECONDS);
                boolean isSpeech = probabilities[chunk] >= 0.5f;
                assertThat(isSpeech && heard[chunk])
                        .as("chunk %d heard twice", chunk)
                        .isFalse();
                heard[chunk] = true;
            }
            int first = (int) Math.round(piece.startSeconds() / CHUNK_SECONDS);
            assertThat(probabilities[first]).as("a piece begins inside a word").isLessThan(0.5f);
        }
        for (int chunk = 0; chunk < heard.length; chunk++) {
            assertThat(probabilities[chunk] < 0.5f || heard[chunk])
                    .as("chunk %d lost", chunk)
                    .isTrue();
        }
    }

    @Test
    void piecesDoNotDependOnHowTheSoundArrives() {
        float[] probabilities = talk(new SplittableRandom(11));
        float[] sound = sound(repeat(0.3f, probabilities.length));
        List<Piece> whole = run(probabilities, sound, sound.length);
        List<Piece> crumbs = run(probabilities, sound, 777);
        assertThat(crumbs).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(crumbs.get(i).joints()).isEqualTo(whole.get(i).joints());
            assertThat(crumbs.get(i).samples()).isEqualTo(whole.get(i).samples());
        }
    }

    @Test
    void optionsSayWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CutOptions(31, 10, 1, 5))
                .withMessage("Longest piece must be between 2.0 and 30.0 s, got 31.0");
    }

    /** Words of a third of a second to one second, with pauses of a tenth of a second up to eight seconds. */
    private static float[] talk(SplittableRandom random) {
        float[] probabilities = new float[6000];
        int at = 20;
        while (at < probabilities.length - 50) {
            int word = random.nextInt(10, 32);
            for (int i = 0; i < word && at < probabilities.length; i++) {
                probabilities[at++] = 0.9f;
            }
            at += random.nextInt(10) == 0 ? random.nextInt(40, 250) : random.nextInt(3, 25);
        }
        return probabilities;
    }

    private static List<Piece> cut(float[]... parts) {
        int length = 0;
        for (float[] part : parts) {
            length += part.length;
        }
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return cut(repeat(0.3f, length), all);
    }

    private static List<Piece> cut(float[] loudness, float[] probabilities) {
        return run(probabilities, sound(loudness), 8192);
    }

    private static float[] sound(float... loudness) {
        float[] sound = new float[loudness.length * CHUNK];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = loudness[i / CHUNK];
        }
        return sound;
    }

    private static List<Piece> run(float[] probabilities, float[] sound, int block) {
        PieceCutter cutter = new PieceCutter(new Told(probabilities), CutOptions.STANDARD);
        List<Piece> pieces = new ArrayList<>();
        for (int at = 0; at < sound.length; at += block) {
            int length = Math.min(block, sound.length - at);
            float[] copy = new float[length];
            System.arraycopy(sound, at, copy, 0, length);
            pieces.addAll(cutter.feed(copy, length));
        }
        pieces.addAll(cutter.finish());
        return pieces;
    }

    private static float[] repeat(float value, int times) {
        float[] values = new float[times];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Tells probabilities that were decided on before, in batches of 32 as the network does. */
    private static final class Told implements Voicing {
        private final float[] probabilities;
        private int heard;
        private int told;

        Told(float... probabilities) {
            this.probabilities = probabilities;
        }

        @Override
        public float[] feed(float[] block, int length) {
            heard += length;
            return tell(heard / CHUNK / 32 * 32);
        }

        @Override
        public float[] finish() {
            return tell((heard + CHUNK - 1) / CHUNK);
        }

        private float[] tell(int to) {
            float[] fresh = java.util.Arrays.copyOfRange(probabilities, told, to);
            told = to;
            return fresh;
        }
    }
}
