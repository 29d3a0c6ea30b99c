package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.CallDetector;
import io.haechi.call.CallReading;
import io.haechi.call.Calls;
import io.haechi.call.joint.JointDetector;
import io.haechi.call.joint.JointVerdict;
import io.haechi.call.speech.Speech;
import io.haechi.call.speech.SpeechToText;
import io.haechi.call.speech.TranscriptionOptions;
import io.haechi.call.transcript.TranscriptFile;
import io.haechi.core.Decision;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Hearing;
import io.haechi.voice.Stability;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What judges files of each kind; a model is loaded when the first file needs it. */
final class Scanners implements AutoCloseable {
    private final Terminal terminal = Terminal.standard();
    private final String voiceModel;
    private final String callModel;
    private final boolean isStabilityAsked;
    private final @Nullable String speechModel;
    private final PrintWriter err;
    private @Nullable VoiceDetector voice;
    private @Nullable CallDetector calls;
    private @Nullable SpeechToText writer;
    private boolean hasHeardSound;

    /**
     * Names of the models.
     *
     * @param speechModel what writes recordings down; null judges their voices only
     * @param err where progress is shown
     */
    Scanners(
            String voiceModel,
            String callModel,
            @Nullable String speechModel,
            boolean isStabilityAsked,
            PrintWriter err) {
        this.voiceModel = voiceModel;
        this.callModel = callModel;
        this.speechModel = speechModel;
        this.isStabilityAsked = isStabilityAsked;
        this.err = err;
    }

    /**
     * What was found in one file.
     *
     * @param text for a terminal; ends with a line break
     * @param json one object
     */
    record Scanned(Decision decision, String text, ObjectNode json) {}

    Scanned scan(Path file) {
        return TranscriptFile.isNamedLikeOne(file) ? transcript(file) : sound(file);
    }

    /** Whether any file was a recording. */
    boolean hasHeardSound() {
        return hasHeardSound;
    }

    private Scanned transcript(Path file) {
        CallDetector reader = calls();
        long began = System.nanoTime();
        CallReading reading = reader.read(TranscriptFile.read(file));
        return new Scanned(
                reading.verdict().decision(),
                CallLines.of(reading, terminal, CallLines.Detail.BRIEF),
                timed(reading.toJson(), began));
    }

    private Scanned sound(Path file) {
        if (voice == null) {
            voice = Voice.load(ModelStore.standard(), voiceModel, 1);
        }
        long began = System.nanoTime();
        Hearing hearing = voice.hear(file);
        hasHeardSound = true;
        Stability stability = isStabilityAsked ? Voice.stability(voice, file, hearing) : null;
        String lines = terminal.lines(hearing) + (stability == null ? "" : terminal.line(stability));
        ObjectNode json = stability == null ? hearing.toJson() : stability.toJson();
        if (speechModel == null) {
            return new Scanned(hearing.verdict().decision(), lines, timed(json, began));
        }
        JointVerdict joint = joint(file, hearing);
        ObjectNode both = joint.toJson();
        both.set("voice", json);
        return new Scanned(joint.decision(), JointLines.of(joint, lines, terminal), timed(both, began));
    }

    private JointVerdict joint(Path file, Hearing hearing) {
        try (TranscriptionProgress progress = new TranscriptionProgress(err, file)) {
            return new JointDetector(Objects.requireNonNull(voice), writer(), calls()).judge(file, hearing, progress);
        }
    }

    private CallDetector calls() {
        if (calls == null) {
            calls = Calls.load(ModelStore.standard(), callModel);
        }
        return calls;
    }

    /** Of any language: what is not Korean is written down as it is, and then not judged. */
    private SpeechToText writer() {
        if (writer == null) {
            int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
            writer = Speech.open(
                    ModelStore.standard(),
                    Objects.requireNonNull(speechModel),
                    TranscriptionOptions.STANDARD.withLanguage("auto").withThreads(threads));
        }
        return writer;
    }

    private static ObjectNode timed(ObjectNode json, long began) {
        json.put("elapsedSeconds", Math.round((System.nanoTime() - began) / 1e6) / 1e3);
        return json;
    }

    @Override
    public void close() {
        if (voice != null) {
            voice.close();
        }
        if (writer != null) {
            writer.close();
        }
        if (calls != null) {
            calls.close();
        }
    }
}
