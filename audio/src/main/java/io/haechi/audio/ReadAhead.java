package io.haechi.audio;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Another stream's sound, read by a thread of its own: whoever listens may be slow for a moment without sound being lost,
 * and can be told to {@link #stop} while the source keeps silent, which a thread that waits for a pipe or a microphone
 * cannot. When the listener stays behind, the source is no longer read.
 */
public final class ReadAhead implements SoundStream {
    private static final int BLOCK_FRAMES = 1_600;
    private static final int BLOCKS = 64;

    /** Frames that were read; none at the end, with the reason if it was not the end of the sound. */
    private record Block(
            float[][] channels, int frames, @Nullable RuntimeException failure) {}

    private static final Block END = new Block(new float[0][], 0, null);

    private final SoundStream source;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader;
    private volatile boolean isStopped;
    private @Nullable Block current;
    private int given;

    /** Begins to read; the source is closed with this stream. */
    public ReadAhead(SoundStream source) {
        this.source = source;
        this.reader = Thread.ofPlatform().daemon().name("haechi-read-ahead").start(this::pump);
    }

    private void pump() {
        try {
            float[][] block = new float[channels()][BLOCK_FRAMES];
            for (int read = source.read(block, BLOCK_FRAMES); read >= 0; read = source.read(block, BLOCK_FRAMES)) {
                float[][] copy = new float[block.length][];
                for (int c = 0; c < copy.length; c++) {
                    copy[c] = Arrays.copyOf(block[c], read);
                }
                blocks.put(new Block(copy, read, null));
            }
            blocks.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            pass(e);
        }
    }

    private void pass(RuntimeException failure) {
        try {
            blocks.put(new Block(new float[0][], 0, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the sound here: a read that waits and every later one say so. From any thread, at any time. */
    public void stop() {
        isStopped = true;
        // Wakes a read that waits; where this finds no room, none does.
        blocks.offer(END);
    }

    @Override
    public int sampleRate() {
        return source.sampleRate();
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    @Override
    public int read(float[][] into, int frames) {
        Block block = current == null ? next() : current;
        if (block.failure() != null) {
            throw block.failure();
        }
        current = block;
        if (block.frames() == 0) {
            return -1;
        }
        int count = Math.min(frames, block.frames() - given);
        for (int c = 0; c < block.channels().length; c++) {
            System.arraycopy(block.channels()[c], given, into[c], 0, count);
        }
        given += count;
        if (given == block.frames()) {
            current = null;
            given = 0;
        }
        return count;
    }

    private Block next() {
        try {
            Block block = isStopped ? END : blocks.take();
            return isStopped ? END : block;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    @Override
    public void close() {
        isStopped = true;
        reader.interrupt();
        source.close();
    }
}
