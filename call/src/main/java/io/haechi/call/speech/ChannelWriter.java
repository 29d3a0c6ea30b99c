package io.haechi.call.speech;

import io.haechi.audio.speech.SpeechActivity;
import io.haechi.call.speech.cut.CutOptions;
import io.haechi.call.speech.cut.Piece;
import io.haechi.call.speech.cut.PieceCutter;
import io.haechi.call.speech.cut.Voicing;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel on its way to words. A piece that an earlier channel has had as well, sample by sample, is not heard again:
 * phones write mono calls into two channels.
 */
final class ChannelWriter {
    private final int number;
    private final PieceCutter cutter;
    private final Hearing hearing;
    private final List<ChannelWriter> earlier;
    private @Nullable Piece last;
    private int pieces;
    private int copies;

    /**
     * For one channel.
     *
     * @param earlier the channels whose blocks come before this one's
     */
    ChannelWriter(int number, SpeechActivity activity, CutOptions cuts, Hearing hearing, List<ChannelWriter> earlier) {
        this.number = number;
        this.cutter = new PieceCutter(Voicing.of(activity), cuts);
        this.hearing = hearing;
        this.earlier = earlier;
    }

    void accept(float[] samples, int count) {
        cutter.feed(samples, count).forEach(this::hear);
    }

    void finish() {
        cutter.finish().forEach(this::hear);
    }

    private void hear(Piece piece) {
        pieces++;
        last = piece;
        if (earlier.stream().anyMatch(channel -> channel.hasJustHeard(piece))) {
            copies++;
        } else {
            hearing.hear(number, piece);
        }
    }

    private boolean hasJustHeard(Piece piece) {
        Piece mine = last;
        return mine != null && mine.joints().equals(piece.joints()) && Arrays.equals(mine.samples(), piece.samples());
    }

    /** Whether it holds something that no earlier channel does; a silent channel counts. */
    boolean isOwn() {
        return copies == 0 || copies < pieces;
    }

    double speechSeconds() {
        return cutter.speechSeconds();
    }
}
