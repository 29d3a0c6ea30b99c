package io.haechi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void theDoctorNamesWhatHaechiRunsOn() {
        Run run = Run.of("doctor");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("haechi        " + Build.version())
                .containsPattern("java {10}.*" + Runtime.version().feature())
                .containsPattern("onnx runtime +\\d+\\.\\d+")
                .containsPattern("decoder +ffmpeg")
                .containsPattern("speech model +(missing .*pull whisper-base|whisper-base)")
                .containsPattern("training +PyTorch \\d+");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void everyShippedModelIsListedWithItsHash() {
        String listed = Run.of("model", "list").out();
        String seen = Run.of("doctor").out();
        assertThat(listed.lines()).isNotEmpty().allSatisfy(line -> {
            String[] cells = line.split("\\s+");
            assertThat(seen).contains(cells[0]).contains(cells[4]);
            assertThat(cells[4]).matches("[0-9a-f]{64}");
        });
    }
}
