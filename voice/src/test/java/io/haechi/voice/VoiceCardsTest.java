package io.haechi.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VoiceCardsTest {
    @Test
    void whoeverLentLayersIsNamed() {
        assertThat(VoiceCards.licence(Beginning.RANDOM)).isEqualTo(VoiceCards.LICENCE);
        assertThat(VoiceCards.licence(new Beginning.FromTrunk(Path.of("weights", "model.bin"))))
                .startsWith(VoiceCards.LICENCE)
                .contains("taken from model.bin", "OpenAI", "MIT");
        assertThat(VoiceCards.licence(new Beginning.FromTrunk(Path.of("vgg16.onnx"))))
                .contains("taken from vgg16.onnx", "whose own licence")
                .doesNotContain("OpenAI");
    }
}
