package io.haechi.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundKindTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "RIFF....WAVEfmt, WAV",
        "RF64....WAVEds64, WAV",
        "RIFF....AVI LIST, AVI",
        "OggS.., OGG",
        "fLaC.., FLAC",
        "#!AMR-WB., AMR",
        "....ftypM4A ...., MP4",
        "....ftyp3gp4...., MP4",
        "....moov...., MP4",
        "ID3....., MPEG",
        "FORM....AIFF, AIFF",
        "FORM....AIFC, AIFF",
        "caff...., CAF",
        ".snd...., AU"
    })
    void marksAreKnown(String head, SoundKind kind) {
        assertThat(SoundKind.of(head.getBytes(StandardCharsets.ISO_8859_1))).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "RIFF",
                "RIFF....WEBP",
                "....ftypheic",
                "....ftypavif",
                "#!/bin/sh",
                "FORM....ILBM",
                "PK.."
            })
    void otherMarksAreNot(String head) {
        assertThat(SoundKind.of(head.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }

    @Test
    void binaryMarksAreKnown() {
        assertThat(SoundKind.of(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 0}))
                .contains(SoundKind.MATROSKA);
        assertThat(SoundKind.of(new byte[] {0x30, 0x26, (byte) 0xB2, 0x75, 0})).contains(SoundKind.ASF);
    }

    @Test
    void mp3FramesAreKnownAlsoAfterJunk() {
        // MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 144 * 128000 / 44100 = 417 bytes a frame
        for (int junk : new int[] {0, 1, 500}) {
            byte[] head = new byte[junk + 2 * 417 + 4];
            for (int frame = 0; frame < 3; frame++) {
                int at = junk + frame * 417;
                head[at] = (byte) 0xFF;
                head[at + 1] = (byte) 0xFB;
                head[at + 2] = (byte) 0x90;
            }
            assertThat(SoundKind.of(head)).as("%d bytes of junk", junk).contains(SoundKind.MPEG);
        }
    }

    @Test
    void adtsFramesAreKnown() {
        byte[] head = new byte[400];
        for (int at = 0; at < 400; at += 100) {
            // length 100 stands in 13 bits from bit 30 on
            byte[] frame = {(byte) 0xFF, (byte) 0xF1, 0x50, (byte) 0x80, 100 >> 3, (byte) ((100 & 7) << 5), 0};
            System.arraycopy(frame, 0, head, at, frame.length);
        }
        assertThat(SoundKind.of(head)).contains(SoundKind.MPEG);
    }

    @Test
    void noiseIsHardlyEverSound() {
        Random random = new Random(1);
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            byte[] head = new byte[SoundKind.HEAD];
            random.nextBytes(head);
            taken += SoundKind.of(head).isPresent() ? 1 : 0;
        }
        assertThat(taken).isLessThan(15);
    }
}
