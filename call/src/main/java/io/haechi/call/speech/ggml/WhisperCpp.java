package io.haechi.call.speech.ggml;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperContextParams;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.haechi.call.speech.engine.Phrase;
import io.haechi.call.speech.engine.Recogniser;
import io.haechi.call.speech.engine.Recognition;
import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whisper by whisper.cpp. It does not tell how sure it is. By itself it always hears half a minute; here it is given as much
 * as there is and two seconds of silence, as the other engine is, so that short pieces cost less than long ones.
 */
public final class WhisperCpp implements Recogniser {
    /** Sounds under a second are not heard at all; silence makes them longer. */
    private static final int LEAST_SAMPLES = SAMPLE_RATE * 3 / 2;

    /** What the encoder makes of a second of sound. */
    private static final int STATES_PER_SECOND = 50;

    private static final int MOST_STATES = 1500;
    private static final int SILENCE_SECONDS = 2;

    private static final double TICKS_PER_SECOND = 100;
    private static final Pattern DETECTED = Pattern.compile("auto-detected language: ([a-z]{2,3}) \\(p = ([0-9.]+)\\)");

    private final WhisperJNI library;
    private final WhisperContext context;
    private final int threads;
    /** What the library last said it had heard; it tells by its log only. */
    private volatile @Nullable Matcher detected;

    private WhisperCpp(WhisperJNI library, WhisperContext context, int threads) {
        this.library = library;
        this.context = context;
        this.threads = threads;
    }

    /**
     * Checks a weights file and loads it.
     *
     * @param weights ggml file of a multilingual Whisper model
     * @param threads 1 or more
     * @throws ModelException if it is another kind of file or cut short, or the native library does not run here
     */
    public static WhisperCpp open(Path weights, int threads) {
        GgmlFile.check(weights);
        try {
            WhisperJNI.loadLibrary(_ -> {});
            WhisperJNI.setLibraryLogger(_ -> {});
            WhisperJNI library = new WhisperJNI();
            WhisperContextParams params = new WhisperContextParams();
            params.useGPU = false;
            @Nullable WhisperContext context = library.init(weights, params);
            if (context == null) {
                throw new ModelException(weights + ": whisper.cpp cannot read it; get the file again.");
            }
            return new WhisperCpp(library, context, threads);
        } catch (IOException | LinkageError e) {
            throw new ModelException(
                    weights + ": whisper.cpp does not run on this machine (" + e.getMessage()
                            + "); use a model for ONNX Runtime, 'haechi model pull whisper-base' makes one.",
                    e);
        }
    }

    @Override
    public String engine() {
        return "whisper.cpp";
    }

    @Override
    public Recognition recognise(float[] samples, String language) {
        Recogniser.requireShort(samples);
        float[] sound = samples.length < LEAST_SAMPLES ? Arrays.copyOf(samples, LEAST_SAMPLES) : samples;
        detected = null;
        WhisperJNI.setLibraryLogger(this::listen);
        int code = library.full(context, params(language, sound.length), sound, sound.length);
        WhisperJNI.setLibraryLogger(_ -> {});
        if (code != 0) {
            // The library names an unknown language in its log and answers like this.
            throw new IllegalArgumentException("whisper.cpp could not write this down in the language \"" + language
                    + "\" (code " + code + "); is it a code such as ko?");
        }
        double seconds = (double) samples.length / SAMPLE_RATE;
        List<Phrase> phrases = new ArrayList<>();
        for (int i = 0; i < library.fullNSegments(context); i++) {
            String text = library.fullGetSegmentText(context, i).strip();
            double start = Math.min(seconds, library.fullGetSegmentTimestamp0(context, i) / TICKS_PER_SECOND);
            double end = Math.min(seconds, library.fullGetSegmentTimestamp1(context, i) / TICKS_PER_SECOND);
            if (!text.isEmpty()) {
                phrases.add(new Phrase(Math.max(0, start), Math.max(start, end), text, Double.NaN));
            }
        }
        return recognition(phrases, language);
    }

    private Recognition recognition(List<Phrase> phrases, String language) {
        Matcher found = detected;
        if (!language.equals(AUTO) || found == null) {
            return new Recognition(phrases, language.equals(AUTO) ? "" : language, "", Double.NaN);
        }
        String code = Objects.requireNonNull(found.group(1));
        return new Recognition(phrases, code, code, Double.parseDouble(Objects.requireNonNull(found.group(2))));
    }

    private void listen(String line) {
        Matcher matcher = DETECTED.matcher(line);
        if (matcher.find()) {
            detected = matcher;
        }
    }

    private WhisperFullParams params(String language, int samples) {
        WhisperFullParams params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
        params.nThreads = threads;
        params.language = language;
        params.audioCtx = Math.min(
                MOST_STATES, STATES_PER_SECOND * (SILENCE_SECONDS + (samples + SAMPLE_RATE - 1) / SAMPLE_RATE));
        params.noContext = true;
        params.suppressNonSpeechTokens = true;
        params.temperatureInc = 0.2f;
        params.printProgress = false;
        params.printTimestamps = false;
        params.printRealtime = false;
        params.printSpecial = false;
        return params;
    }

    @Override
    public void close() {
        library.free(context);
    }
}
