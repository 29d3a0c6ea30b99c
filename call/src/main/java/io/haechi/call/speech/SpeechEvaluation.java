package io.haechi.call.speech;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.channel.Condition;
import io.haechi.audio.channel.Conditions;
import io.haechi.core.UnreadableInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * How many characters an engine gets wrong, and how long it takes, on clips whose words are known: as they are, and as they
 * are after a telephone line (8 kHz, A-law).
 *
 * @param engine what ran
 * @param modelId the model
 * @param threads threads it was given
 * @param clips how many clips
 * @param lines figures by line: {@code clean} and {@code telephone}
 * @param peakMegabytes largest memory of this process, natives and all; NaN where the system does not say
 */
public record SpeechEvaluation(
        String engine, String modelId, int threads, int clips, Map<String, Figures> lines, double peakMegabytes) {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /**
     * What came of one line.
     *
     * @param errors characters wrong, over all clips together
     * @param soundSeconds length of the clips
     * @param seconds time it took
     * @param processorSeconds time it took of the processor, over all threads; tells more where others are at work
     */
    public record Figures(CharacterErrors errors, double soundSeconds, double seconds, double processorSeconds) {
        /** Seconds of work for a second of sound. */
        public double realTimeFactor() {
            return seconds / soundSeconds;
        }

        /** Seconds of the processor for a second of sound. */
        public double processorFactor() {
            return processorSeconds / soundSeconds;
        }

        private Figures plus(Figures more) {
            return new Figures(
                    errors.plus(more.errors),
                    soundSeconds + more.soundSeconds,
                    seconds + more.seconds,
                    processorSeconds + more.processorSeconds);
        }
    }

    /** One clip and what is said in it. */
    private record Clip(Path file, String words) {}

    /**
     * Measures.
     *
     * @param folder with {@code manifest.csv}: {@code path,transcript} and any further columns
     * @param threads the engine's, for the report
     * @throws UnreadableInputException if the folder holds no such clips
     */
    public static SpeechEvaluation of(SpeechToText writer, Path folder, int threads) {
        List<Clip> clips = clips(folder);
        Map<String, Condition> conditions = new LinkedHashMap<>();
        conditions.put("clean", Conditions.CLEAN);
        conditions.put("telephone", Conditions.named("g711-a"));
        // The first run of a network allocates what all others use.
        transcribe(writer, read(clips.getFirst()), clips.getFirst(), Conditions.CLEAN);
        Map<String, Figures> lines = new LinkedHashMap<>();
        conditions.forEach((line, condition) -> {
            Figures figures = new Figures(CharacterErrors.NONE, 0, 0, 0);
            for (Clip clip : clips) {
                figures = figures.plus(measured(writer, clip, condition));
            }
            lines.put(line, figures);
        });
        return new SpeechEvaluation(writer.engine(), writer.modelId(), threads, clips.size(), lines, peak());
    }

    private static Figures measured(SpeechToText writer, Clip clip, Condition condition) {
        Sound sound = read(clip);
        double processor = processorSeconds();
        long began = System.nanoTime();
        String text = transcribe(writer, sound, clip, condition).text();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figures(
                CharacterErrors.of(clip.words(), text), sound.seconds(), seconds, processorSeconds() - processor);
    }

    private static double processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(each -> each.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    private static Sound read(Clip clip) {
        return SoundFile.readAll(clip.file(), 16_000, DecodeLimits.DEFAULT);
    }

    private static Transcript transcribe(SpeechToText writer, Sound sound, Clip clip, Condition condition) {
        String name = String.valueOf(clip.file().getFileName());
        try (SoundInMemory stream = new SoundInMemory(condition.apply(sound, name))) {
            return writer.transcribe(name, stream, TranscriptionListener.NONE);
        }
    }

    private static List<Clip> clips(Path folder) {
        Path manifest = folder.resolve("manifest.csv");
        List<Clip> clips = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(manifest)) {
            for (CSVRecord row : FORMAT.parse(reader)) {
                if (!row.isSet("path") || !row.isSet("transcript")) {
                    throw new UnreadableInputException(manifest + ", line " + (row.getRecordNumber() + 1)
                            + ": needs the columns path and transcript.");
                }
                clips.add(new Clip(folder.resolve(row.get("path")), row.get("transcript")));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new UnreadableInputException(
                    manifest + ": cannot be read as CSV with the columns path and transcript (" + e.getMessage() + ").",
                    e);
        }
        if (clips.isEmpty()) {
            throw new UnreadableInputException(manifest + ": lists no clips; there is nothing to measure.");
        }
        return clips;
    }

    private static double peak() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException _) {
            return Double.NaN;
        }
    }

    /** A table for a terminal; ends with a line break. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s by %s, %d thread%s, %d clips, %.0f MB at most%n",
                modelId,
                engine,
                threads,
                threads == 1 ? "" : "s",
                clips,
                peakMegabytes));
        lines.forEach((line, figures) -> text.append(String.format(
                Locale.ROOT,
                "  %-10s %5.1f %% of %d characters wrong  %.1f s for %.1f s of sound: real-time factor %.2f, of the"
                        + " processor %.2f%n",
                line,
                100 * figures.errors().rate(),
                figures.errors().characters(),
                figures.seconds(),
                figures.soundSeconds(),
                figures.realTimeFactor(),
                figures.processorFactor())));
        return text.toString();
    }

    /** One object with the keys schema, model, engine, threads, clips, peakMegabytes and lines. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", "haechi/1").put("model", modelId).put("engine", engine);
        json.put("threads", threads).put("clips", clips).put("peakMegabytes", peakMegabytes);
        ObjectNode all = json.putObject("lines");
        lines.forEach((line, figures) -> all.putObject(line)
                .put("cer", figures.errors().rate())
                .put("characters", figures.errors().characters())
                .put("errors", figures.errors().errors())
                .put("soundSeconds", figures.soundSeconds())
                .put("seconds", figures.seconds())
                .put("realTimeFactor", figures.realTimeFactor())
                .put("processorFactor", figures.processorFactor()));
        return json;
    }
}
