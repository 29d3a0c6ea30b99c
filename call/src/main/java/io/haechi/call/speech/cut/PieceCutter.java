package io.haechi.call.speech.cut;

import io.haechi.audio.speech.SpeechDetector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts one channel into pieces that can be heard one by one.
 *
 * <p>A piece begins a little before somebody speaks. Pauses are kept to some tenths of a second, since an engine's time
 * goes by length, and a pause ends the piece if it is long, or the piece is. If a piece reaches its greatest length with no
 * such pause it is cut in its longest silence, however short, of the second half, or else of all of it; only where there
 * is no chunk of 32 ms without speech it is cut where it is least loud. What was cut off begins the next piece.
 *
 * <p>Holds one piece and the second that the listener needs; the pieces do not depend on how the sound arrives.
 */
public final class PieceCutter {
    private static final int CHUNK = SpeechDetector.CHUNK;
    private static final double CHUNK_SECONDS = (double) CHUNK / SpeechDetector.SAMPLE_RATE;
    /** Silence kept around speech, in chunks. */
    private static final int MARGIN = 10;
    /** Fewer chunks with speech than this are a click, not a word: a quarter of a second. */
    private static final int LEAST_SPEECH = 8;

    private final Voicing voicing;
    private final int enough;
    private final int pause;
    private final int parting;
    private final int most;
    private final Deque<float[]> waiting = new ArrayDeque<>();
    private final Deque<Chunk> before = new ArrayDeque<>();
    private float[] filling = new float[CHUNK];
    private int filled;
    private long index;
    private List<Chunk> piece = new ArrayList<>();
    private int quiet;
    private long speechChunks;

    /** For one channel at 16 kHz. */
    public PieceCutter(Voicing voicing, CutOptions options) {
        this.voicing = voicing;
        this.most = chunks(options.most());
        this.enough = chunks(options.enough());
        this.pause = chunks(options.pause());
        this.parting = chunks(options.parting());
    }

    private static int chunks(double seconds) {
        return (int) Math.floor(seconds / CHUNK_SECONDS);
    }

    /** The next samples; gives the pieces that became complete. */
    public List<Piece> feed(float[] block, int length) {
        for (int at = 0; at < length; ) {
            int taken = Math.min(CHUNK - filled, length - at);
            System.arraycopy(block, at, filling, filled, taken);
            filled += taken;
            at += taken;
            if (filled == CHUNK) {
                waiting.add(filling);
                filling = new float[CHUNK];
                filled = 0;
            }
        }
        return place(voicing.feed(block, length));
    }

    /** The end of the sound; gives the last pieces. */
    public List<Piece> finish() {
        if (filled > 0) {
            waiting.add(filling);
        }
        List<Piece> done = new ArrayList<>(place(voicing.finish()));
        emit(piece, done);
        piece = new ArrayList<>();
        return done;
    }

    /** Seconds with speech, as known by now. */
    public double speechSeconds() {
        return speechChunks * CHUNK_SECONDS;
    }

    private List<Piece> place(float... probabilities) {
        List<Piece> done = new ArrayList<>();
        for (float probability : probabilities) {
            place(new Chunk(index, waiting.remove(), probability), done);
            index++;
        }
        return done;
    }

    private void place(Chunk chunk, List<Piece> done) {
        speechChunks += chunk.isSpeech() ? 1 : 0;
        quiet = chunk.isQuiet() ? quiet + 1 : 0;
        if (piece.isEmpty() || quiet >= pause) {
            pauseOrBegin(chunk, done);
            return;
        }
        if (before.isEmpty()) {
            piece.add(chunk);
        } else {
            // Within a pause that speech has just ended, or has not yet: what was held back belongs to the piece again.
            resume(chunk, done);
        }
        if (piece.size() >= most) {
            int cut = Cuts.best(piece);
            emit(piece.subList(0, cut), done);
            piece = new ArrayList<>(piece.subList(cut, piece.size()));
        }
    }

    /** Nobody speaks, or somebody begins to. */
    private void pauseOrBegin(Chunk chunk, List<Piece> done) {
        if (piece.isEmpty() && chunk.isSpeech()) {
            piece.addAll(before);
            piece.add(chunk);
            before.clear();
            return;
        }
        if (before.isEmpty()) {
            // A pause begins: should it end, the silence before the next word belongs to that.
            before.addAll(piece.subList(Math.max(0, piece.size() - MARGIN), piece.size()));
        }
        before.add(chunk);
        if (before.size() > MARGIN) {
            before.remove();
        }
        boolean isEnd = quiet >= parting || (quiet >= pause && piece.size() >= enough);
        if (isEnd && !piece.isEmpty()) {
            emit(piece, done);
            piece = new ArrayList<>();
        }
    }

    private void resume(Chunk chunk, List<Piece> done) {
        List<Chunk> kept = Cuts.withoutQuietEnd(piece, MARGIN);
        piece = new ArrayList<>(kept);
        long last = piece.getLast().index();
        before.stream().filter(each -> each.index() > last).forEach(piece::add);
        before.clear();
        piece.add(chunk);
        while (piece.size() >= most) {
            int cut = Cuts.best(piece);
            emit(piece.subList(0, cut), done);
            piece = new ArrayList<>(piece.subList(cut, piece.size()));
        }
    }

    private static void emit(List<Chunk> chunks, List<Piece> done) {
        if (chunks.stream().filter(Chunk::isSpeech).count() >= LEAST_SPEECH) {
            done.add(Cuts.piece(Cuts.withoutQuietEnd(chunks, MARGIN)));
        }
    }
}
