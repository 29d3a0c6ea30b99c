package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.UnreadableInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

    @Test
    void theSoundIsTheSourcesWholeAndInOrder() {
        byte[] bytes = new byte[2 * 2 * 50_000];
        new Random(1).nextBytes(bytes);
        try (SoundStream plain = pcm(new ByteArrayInputStream(bytes));
                SoundStream ahead = new ReadAhead(pcm(new ByteArrayInputStream(bytes)))) {
            assertThat(ahead.channels()).isEqualTo(2);
            assertThat(ahead.sampleRate()).isEqualTo(16_000);
            float[][] expected = new float[2][50_000];
            float[][] heard = new float[2][50_000];
            fill(plain, expected);
            fill(ahead, heard);
            assertThat(heard).isDeepEqualTo(expected);
            assertThat(ahead.read(new float[2][1], 1)).isEqualTo(-1);
            assertThat(ahead.read(new float[2][1], 1)).isEqualTo(-1);
        }
    }

    @Test
    void aReaderThatWaitsForASilentPipeCanBeStopped() throws Exception {
        try (PipedOutputStream silent = new PipedOutputStream();
                ReadAhead ahead = new ReadAhead(pcm(new PipedInputStream(silent)))) {
            CountDownLatch begun = new CountDownLatch(1);
            AtomicInteger read = new AtomicInteger();
            Thread listener = Thread.ofPlatform().start(() -> {
                begun.countDown();
                read.set(ahead.read(new float[2][10], 10));
            });
            begun.await();
            ahead.stop();
            listener.join();
            assertThat(read).hasValue(-1);
            assertThat(ahead.read(new float[2][10], 10)).isEqualTo(-1);
        }
    }

    @Test
    void afterAStopWhatWasReadAheadIsNotGivenAnyMore() {
        try (ReadAhead ahead = new ReadAhead(pcm(new ByteArrayInputStream(new byte[4 * 200_000])))) {
            assertThat(ahead.read(new float[2][10], 10)).isEqualTo(10);
            ahead.stop();
            int frames = 0;
            for (int read = ahead.read(new float[2][5000], 5000); read >= 0; ) {
                frames += read;
                read = ahead.read(new float[2][5000], 5000);
            }
            assertThat(frames).as("at most the rest of the block in hand").isLessThan(1600);
        }
    }

    @Test
    void whatGoesWrongInTheSourceGoesWrongHereAfterTheSoundBeforeIt() {
        InputStream breaking = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ < 400) {
                    return 0;
                }
                throw new IOException("unplugged");
            }
        };
        try (ReadAhead ahead = new ReadAhead(pcm(breaking))) {
            assertThatThrownBy(() -> {
                        int frames = 0;
                        for (int read = 0; read >= 0; read = ahead.read(new float[2][50], 50)) {
                            frames += read;
                            assertThat(frames).isLessThanOrEqualTo(100);
                        }
                    })
                    .isInstanceOf(UnreadableInputException.class)
                    .hasMessageContaining("unplugged");
        }
    }

    @Test
    void theSourceIsClosedAndItsNotesAreGivenOn() {
        AtomicBoolean isClosed = new AtomicBoolean();
        SoundStream source = new SoundStream() {
            @Override
            public int sampleRate() {
                return 16_000;
            }

            @Override
            public int channels() {
                return 1;
            }

            @Override
            public int read(float[][] into, int frames) {
                return -1;
            }

            @Override
            public List<String> notes() {
                return List.of("a note");
            }

            @Override
            public void close() {
                isClosed.set(true);
            }
        };
        try (ReadAhead ahead = new ReadAhead(source)) {
            assertThat(ahead.read(new float[1][1], 1)).isEqualTo(-1);
            assertThat(ahead.notes()).containsExactly("a note");
        }
        assertThat(isClosed).isTrue();
    }

    private static SoundStream pcm(InputStream in) {
        return PcmStream.open("pipe", in, 16_000, 2, 16_000);
    }

    private static void fill(SoundStream stream, float[][] into) {
        float[][] block = new float[into.length][333];
        int at = 0;
        for (int read = stream.read(block, 333); read >= 0 && at < into[0].length; ) {
            for (int c = 0; c < into.length; c++) {
                System.arraycopy(block[c], 0, into[c], at, read);
            }
            at += read;
            read = at < into[0].length ? stream.read(block, Math.min(333, into[0].length - at)) : -1;
        }
    }
}
