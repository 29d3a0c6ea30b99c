package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.call.CallDetector;
import io.haechi.call.CallReading;
import io.haechi.call.Calls;
import io.haechi.call.transcript.TranscriptFile;
import io.haechi.core.Decision;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.Hearing;
import io.haechi.voice.Stability;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What judges files of each kind; a model is loaded when the first file needs it. */
final class Scanners implements AutoCloseable {
    private final Terminal terminal = Terminal.standard();
    private final String voiceModel;
    private final String callModel;
    private final boolean isStabilityAsked;
    private @Nullable VoiceDetector voice;
    private @Nullable CallDetector calls;

    Scanners(String voiceModel, String callModel, boolean isStabilityAsked) {
        this.voiceModel = voiceModel;
        this.callModel = callModel;
        this.isStabilityAsked = isStabilityAsked;
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
        return voice != null;
    }

    private Scanned transcript(Path file) {
        if (calls == null) {
            calls = Calls.load(ModelStore.standard(), callModel);
        }
        long began = System.nanoTime();
        CallReading reading = calls.read(TranscriptFile.read(file));
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
        Stability stability = isStabilityAsked ? Voice.stability(voice, file, hearing) : null;
        String lines = terminal.lines(hearing) + (stability == null ? "" : terminal.line(stability));
        ObjectNode json = stability == null ? hearing.toJson() : stability.toJson();
        return new Scanned(hearing.verdict().decision(), lines, timed(json, began));
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
        if (calls != null) {
            calls.close();
        }
    }
}
