package io.haechi.call.speech.whisper;

import io.haechi.call.speech.engine.Phrase;
import io.haechi.call.speech.engine.Recogniser;
import io.haechi.call.speech.engine.Recognition;
import io.haechi.core.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Whisper on ONNX Runtime, with our own spectrum and search.
 *
 * <p>The model was trained on half a minute of sound, with silence after shorter ones. The encoder's time goes by the
 * length, so only as much silence is added as {@link #SILENCE_SECONDS} says.
 */
public final class WhisperOnnx implements Recogniser {
    /** Names of a package's files, and of settings in its card. */
    public static final String ENCODER = "encoder.onnx";

    public static final String DECODER = "decoder.onnx";
    public static final String TOKENIZER = "tokenizer.json";
    public static final String SUPPRESSED = "suppressed";
    public static final String SUPPRESSED_FIRST = "suppressedFirst";

    /** Silence put after a piece of sound before it is heard, in seconds, as far as there is room. */
    static final double SILENCE_SECONDS = 2;

    private static final double MOST_FRAMES = 3000;
    /** Less sound than this holds no word. */
    private static final double LEAST_SECONDS = 0.3;

    private static final int MOST_ROUNDS = 10;

    private final WhisperNetwork network;
    private final WhisperMel mel;
    private final WhisperTokens tokens;
    private final Search search;
    private final double silenceSeconds;

    private WhisperOnnx(WhisperNetwork network, WhisperTokens tokens, Search search, double silenceSeconds) {
        this.network = network;
        this.mel = new WhisperMel(network.bands());
        this.tokens = tokens;
        this.search = search;
        this.silenceSeconds = silenceSeconds;
    }

    /**
     * What a model needs beside its graphs.
     *
     * @param encoder graph by {@link WhisperGraphs}
     * @param decoder graph by {@link WhisperGraphs}
     * @param tokenizer {@code tokenizer.json}
     * @param suppressed tokens that never come: noises, other tasks
     * @param suppressedFirst tokens that do not come first
     */
    public record Files(
            byte[] encoder, byte[] decoder, byte[] tokenizer, List<Integer> suppressed, List<Integer> suppressedFirst) {
        public Files {
            suppressed = List.copyOf(suppressed);
            suppressedFirst = List.copyOf(suppressedFirst);
        }
    }

    /**
     * Loads a model.
     *
     * @param threads 1 or more
     * @throws ModelException if the graphs cannot be loaded or do not belong to the vocabulary
     */
    public static WhisperOnnx open(Files files, int threads) {
        return open(files, threads, SILENCE_SECONDS);
    }

    static WhisperOnnx open(Files files, int threads, double silenceSeconds) {
        WhisperTokens tokens = WhisperTokens.of(files.tokenizer());
        WhisperNetwork network = WhisperNetwork.open(files.encoder(), files.decoder(), threads);
        if (network.words() != tokens.count()) {
            int words = network.words();
            network.close();
            throw new ModelException("The decoder knows " + words + " tokens, tokenizer.json has " + tokens.count()
                    + "; they are of different models");
        }
        TokenRules rules = new TokenRules(tokens, files.suppressed(), files.suppressedFirst());
        return new WhisperOnnx(network, tokens, new Search(tokens, rules), silenceSeconds);
    }

    /**
     * Refuses a package's files that do not make a model.
     *
     * @param files by the names above
     * @throws ModelException if one is missing, refused, or they do not belong together
     */
    public static void check(Map<String, byte[]> files) {
        open(new Files(file(files, ENCODER), file(files, DECODER), file(files, TOKENIZER), List.of(), List.of()), 1)
                .close();
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new ModelException("The model has no " + name);
        }
        return file;
    }

    @Override
    public String engine() {
        return "ONNX Runtime";
    }

    @Override
    public Recognition recognise(float[] samples, String language) {
        Recogniser.requireShort(samples);
        if (!language.equals(AUTO) && !tokens.languages().containsKey(language)) {
            throw new IllegalArgumentException("The model does not know the language \"" + language + "\"; it knows "
                    + String.join(" ", tokens.languages().keySet()));
        }
        List<Phrase> phrases = new ArrayList<>();
        Language heard = null;
        double seconds = (double) samples.length / SAMPLE_RATE;
        double from = 0;
        for (int round = 0; round < MOST_ROUNDS && seconds - from >= LEAST_SECONDS; round++) {
            float[] rest = Arrays.copyOfRange(samples, (int) (from * SAMPLE_RATE), samples.length);
            try (WhisperNetwork.Heard sound = hear(rest)) {
                Language now = Language.of(sound, tokens);
                heard = heard == null ? now : heard;
                String code = language.equals(AUTO) ? heard.code() : language;
                Hypothesis reading = search.best(sound, token(code), now.noSpeech());
                Phrasing phrasing = Phrasing.of(reading, tokens, from, seconds - from);
                phrases.addAll(phrasing.phrases());
                if (phrasing.readSeconds() <= 0) {
                    break;
                }
                from += phrasing.readSeconds();
            }
        }
        if (heard == null) {
            return new Recognition(phrases, language.equals(AUTO) ? "" : language, "", Double.NaN);
        }
        return new Recognition(
                phrases, language.equals(AUTO) ? heard.code() : language, heard.code(), heard.probability());
    }

    private int token(String language) {
        return tokens.languages().getOrDefault(language, tokens.startOfTranscript + 1);
    }

    private WhisperNetwork.Heard hear(float[] samples) {
        double wanted = (double) samples.length / WhisperMel.HOP + silenceSeconds * SAMPLE_RATE / WhisperMel.HOP;
        int frames = 2 * (int) Math.ceil(Math.min(wanted, MOST_FRAMES) / 2);
        return network.hear(mel.apply(samples, frames), frames);
    }

    @Override
    public void close() {
        network.close();
    }

    /**
     * What it sounded like before a word was written.
     *
     * @param code of the likeliest language
     * @param probability of that language among all
     * @param noSpeech probability that nobody speaks
     */
    record Language(String code, double probability, double noSpeech) {

        static Language of(WhisperNetwork.Heard sound, WhisperTokens tokens) {
            try (WhisperNetwork.Line line = sound.line()) {
                float[] logits = line.step(tokens.startOfTranscript);
                double noSpeech = Math.exp(logits[tokens.noSpeech] - Search.logSum(logits));
                Map.Entry<String, Integer> best = tokens.languages().entrySet().stream()
                        .max((a, b) -> Float.compare(logits[a.getValue()], logits[b.getValue()]))
                        .orElseThrow(() -> new ModelException("The model's vocabulary has no languages"));
                double sum = tokens.languages().values().stream()
                        .mapToDouble(token -> Math.exp(logits[token] - logits[best.getValue()]))
                        .sum();
                return new Language(best.getKey(), 1 / sum, noSpeech);
            }
        }
    }
}
