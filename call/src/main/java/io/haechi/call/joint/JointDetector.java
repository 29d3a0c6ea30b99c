package io.haechi.call.joint;

import io.haechi.call.CallDetector;
import io.haechi.call.CallReading;
import io.haechi.call.speech.SpeechToText;
import io.haechi.call.speech.Transcript;
import io.haechi.call.speech.TranscriptionListener;
import io.haechi.call.transcript.Transcript.Line;
import io.haechi.voice.Hearing;
import io.haechi.voice.VoiceDetector;
import java.nio.file.Path;
import java.util.List;

/**
 * Listens to a recording twice, for who speaks and for what is said, and brings both to one verdict by {@link JointRule}.
 * Borrows its three models and closes none. For one thread at a time.
 */
public final class JointDetector {
    private final VoiceDetector voice;
    private final SpeechToText writer;
    private final CallDetector calls;

    /** Of models that are open and stay so. */
    public JointDetector(VoiceDetector voice, SpeechToText writer, CallDetector calls) {
        this.voice = voice;
        this.writer = writer;
        this.calls = calls;
    }

    /**
     * Judges a recording.
     *
     * @throws io.haechi.core.UnreadableInputException if it is no sound
     */
    public JointVerdict judge(Path file, TranscriptionListener listener) {
        return judge(file, voice.hear(file), listener);
    }

    /** Judges a recording whose voices were heard already. */
    public JointVerdict judge(Path file, Hearing heard, TranscriptionListener listener) {
        Transcript spoken = writer.transcribe(file, listener);
        return new JointVerdict(heard, spoken, read(spoken));
    }

    private CallReading read(Transcript spoken) {
        List<Line> lines = spoken.utterances().stream()
                .map(each -> new Line(each.startSeconds(), each.endSeconds(), each.text()))
                .toList();
        return calls.read(new io.haechi.call.transcript.Transcript(spoken.name(), lines, true));
    }
}
