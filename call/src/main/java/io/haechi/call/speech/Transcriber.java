package io.haechi.call.speech;

import io.haechi.audio.SoundStream;
import io.haechi.audio.speech.SpeechDetector;
import io.haechi.call.speech.engine.Recogniser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a stream, cuts each channel into pieces, and has an engine hear them. */
final class Transcriber implements SpeechToText {
    private static final int FRAMES_PER_READ = 8192;
    /** How far back voice activity is remembered: its list of stretches would grow with the recording. */
    private static final double MEMORY_SECONDS = 60;

    private final Recogniser recogniser;
    private final SpeechDetector detector;
    private final TranscriptionOptions options;
    private final String modelId;
    private final String modelSha256;

    /** Takes over the engine and the detector: closing this closes them. */
    Transcriber(
            Recogniser recogniser,
            SpeechDetector detector,
            TranscriptionOptions options,
            String modelId,
            String modelSha256) {
        this.recogniser = recogniser;
        this.detector = detector;
        this.options = options;
        this.modelId = modelId;
        this.modelSha256 = modelSha256;
    }

    @Override
    public Transcript transcribe(String name, SoundStream sound, TranscriptionListener listener) {
        if (sound.sampleRate() != Recogniser.SAMPLE_RATE) {
            throw new IllegalArgumentException(
                    "Sound must be at " + Recogniser.SAMPLE_RATE + " Hz, got " + sound.sampleRate());
        }
        Hearing hearing = new Hearing(recogniser, options.language(), listener);
        List<ChannelWriter> writers = new ArrayList<>();
        for (int c = 0; c < sound.channels(); c++) {
            writers.add(new ChannelWriter(
                    c + 1, detector.newActivity(MEMORY_SECONDS), options.cuts(), hearing, List.copyOf(writers)));
        }
        float[][] block = new float[sound.channels()][FRAMES_PER_READ];
        long frames = 0;
        for (int read = sound.read(block, FRAMES_PER_READ); read >= 0; read = sound.read(block, FRAMES_PER_READ)) {
            for (int c = 0; c < writers.size(); c++) {
                writers.get(c).accept(block[c], read);
            }
            frames += read;
            listener.heard((double) frames / Recogniser.SAMPLE_RATE);
        }
        writers.forEach(ChannelWriter::finish);
        return conclude(name, (double) frames / Recogniser.SAMPLE_RATE, writers, hearing, sound.notes());
    }

    private Transcript conclude(
            String name, double seconds, List<ChannelWriter> writers, Hearing hearing, List<String> notes) {
        List<ChannelWriter> own = writers.stream().filter(ChannelWriter::isOwn).toList();
        double speech = own.stream().mapToDouble(ChannelWriter::speechSeconds).sum();
        List<Utterance> utterances = hearing.utterances(seconds);
        List<String> limits = new ArrayList<>(notes);
        limits.addAll(hearing.limits());
        if (utterances.isEmpty()) {
            limits.add(nothing(seconds, speech, hearing.pieces()));
        }
        return new Transcript(
                name, seconds, own.size(), speech, hearing.language(), utterances, limits, modelId, modelSha256);
    }

    private static String nothing(double seconds, double speech, int pieces) {
        String format = pieces == 0
                ? "%.1f s of speech in %.1f s of sound; there is nothing to write down. Is the microphone muted?"
                : "no words in the %.1f s of %.1f s that sound like speech; is it music, or too noisy?";
        return String.format(Locale.ROOT, format, speech, seconds);
    }

    @Override
    public String modelId() {
        return modelId;
    }

    @Override
    public String modelSha256() {
        return modelSha256;
    }

    @Override
    public String engine() {
        return recogniser.engine();
    }

    @Override
    public void close() {
        recogniser.close();
        detector.close();
    }
}
