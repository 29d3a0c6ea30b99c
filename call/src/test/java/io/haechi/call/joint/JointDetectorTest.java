package io.haechi.call.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.haechi.audio.SoundStream;
import io.haechi.call.CallDetector;
import io.haechi.call.Calls;
import io.haechi.call.speech.SpeechToText;
import io.haechi.call.speech.Transcript;
import io.haechi.call.speech.TranscriptionListener;
import io.haechi.call.speech.Utterance;
import io.haechi.core.Decision;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Hearing;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped models on a spoken example, with a writer that hears in it what the test says. */
class JointDetectorTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path SPOKEN = EXAMPLES.resolve("synthetic-ko.wav");
    private static final ModelStore STORE = ModelStore.of();

    @Test
    void wordsOfPhishingAreDangerousAndHarmlessWordsAreNot() throws IOException {
        try (VoiceDetector voice = Voice.load(STORE, Voice.DEFAULT_MODEL, 1);
                CallDetector calls = Calls.load(STORE, "call-default")) {
            Hearing heard = voice.hear(SPOKEN);
            JointVerdict phishing = judge(voice, calls, heard, "call-phishing.txt");
            assertThat(phishing.decision()).isEqualTo(Decision.DANGER);
            assertThat(phishing.rule()).isEqualTo(JointRule.PHISHING_WORDS);
            assertThat(phishing.voice()).isEqualTo(heard);
            assertThat(phishing.words().alertAt()).isPositive();
            JointVerdict bank = judge(voice, calls, heard, "call-bank.txt");
            assertThat(bank.words().verdict().decision()).isEqualTo(Decision.SAFE);
            assertThat(bank.risk()).isLessThan(phishing.risk());
            JointVerdict silent = new JointDetector(voice, new Saying(List.of()), calls)
                    .judge(SPOKEN, heard, TranscriptionListener.NONE);
            assertThat(silent.rule()).isEqualTo(JointRule.VOICE_ALONE);
            assertThat(silent.decision()).isEqualTo(heard.verdict().decision());
        }
    }

    private static JointVerdict judge(VoiceDetector voice, CallDetector calls, Hearing heard, String script)
            throws IOException {
        Saying writer = new Saying(Files.readAllLines(EXAMPLES.resolve(script)));
        return new JointDetector(voice, writer, calls).judge(SPOKEN, heard, TranscriptionListener.NONE);
    }

    /** Writes down these lines, whatever it hears: two speakers, three seconds each. */
    private record Saying(List<String> lines) implements SpeechToText {
        @Override
        public Transcript transcribe(String name, SoundStream sound, TranscriptionListener listener) {
            List<Utterance> utterances = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                utterances.add(new Utterance(1 + i % 2, 3.0 * i, 3.0 * i + 3, lines.get(i), "ko", 0.9));
            }
            return new Transcript(
                    name,
                    3.0 * lines.size(),
                    2,
                    3.0 * lines.size(),
                    "ko",
                    utterances,
                    List.of(),
                    modelId(),
                    modelSha256());
        }

        @Override
        public String modelId() {
            return "saying";
        }

        @Override
        public String modelSha256() {
            return "0".repeat(64);
        }

        @Override
        public String engine() {
            return "a test";
        }

        @Override
        public void close() {}
    }
}
