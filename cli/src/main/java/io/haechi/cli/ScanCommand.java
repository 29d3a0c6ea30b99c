package io.haechi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.SoundFile;
import io.haechi.call.speech.Speech;
import io.haechi.call.transcript.TranscriptFile;
import io.haechi.core.Decision;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi scan call.m4a",
            "  haechi scan examples/call-phishing.txt",
            "  haechi scan --json recordings/ > verdicts.jsonl",
            "  haechi scan --fail-on=danger voicemail.wav || echo 'do not pay'",
            "  haechi scan --stability voicemail.wav",
            "  haechi scan --no-words voicemail.wav        the voice only, even where a speech model is installed",
            ""
        },
        description = {
            "One verdict per file, whatever a phone recorded: wav, mp3, m4a, ogg, opus, flac, amr, 3gp, wma, mp4; or"
                    + " what was",
            "said, as txt, csv, json, srt or vtt.",
            "A folder stands for all recordings in it. On a stereo call each channel is a speaker with a verdict of"
                    + " its own.",
            "Where a speech model is installed (haechi model pull whisper-base), what is said is judged too: words of"
                    + " phishing",
            "are dangerous in any voice; a synthetic voice that says harmless things is only suspect."
        })
final class ScanCommand implements Callable<Integer> {

    /** From which verdict on the command fails. */
    enum FailOn {
        SUSPECT,
        DANGER;

        boolean isMetBy(Decision decision) {
            return decision == Decision.DANGER || (decision == Decision.SUSPECT && this == SUSPECT);
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "recordings, transcripts (.txt .csv .json .srt .vtt), or folders of them")
    private List<Path> inputs = List.of();

    @Option(names = "--json", description = "one JSON object per file on stdout")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "suspect|danger",
            description =
                    "exit with 3 if a verdict is at least this; UNSURE is none of them, and a finding outweighs an"
                            + " unreadable file")
    private @Nullable FailOn failOn;

    @Option(
            names = "--stability",
            description = {
                "re-encode each channel (telephone, messenger, MP3, slight noise, a little softer) and look again:"
                        + " says whether",
                "the verdict stays the same; of a channel longer than 30 s the half minute that says most nearly what"
                        + " it all says"
            })
    private boolean isStabilityAsked;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description =
                    "the model of voices to ask: champion, challenger, an id or a path (default: ${DEFAULT-VALUE})")
    private String model = ModelWord.CHAMPION;

    @Option(
            names = "--call-model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description = "the model of calls to ask about transcripts (default: ${DEFAULT-VALUE})")
    private String callModel = ModelWord.CHAMPION;

    @Option(
            names = "--speech-model",
            paramLabel = "ID",
            description = "what writes recordings down so that their words are judged too (default: "
                    + Speech.DEFAULT_MODEL + " if it is installed)")
    private @Nullable String speechModel;

    @Option(
            names = "--no-words",
            description =
                    "judge voices only, even where a speech model is installed; transcripts in a folder are passed over")
    private boolean isVoiceOnly;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (inputs.contains(Path.of(""))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "FILE is an empty word; give '.' if you mean this folder.");
        }
        boolean isUnreadable = false;
        boolean isFound = false;
        boolean isSoundHeard;
        if (isVoiceOnly && speechModel != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--no-words judges voices only; leave --speech-model out.");
        }
        String writer = writer();
        try (Scanners scanners = new Scanners(model, callModel, writer, isStabilityAsked, err)) {
            for (Path input : inputs) {
                List<UnreadableInputException> closed = new ArrayList<>();
                for (Path file : files(input, closed)) {
                    if (isVoiceOnly && TranscriptFile.isNamedLikeOne(file)) {
                        if (Files.isDirectory(input)) {
                            continue;
                        }
                        throw new CommandLine.ParameterException(
                                spec.commandLine(),
                                "--no-words judges voices only, and " + file + " has nothing but words; leave one of"
                                        + " them out.");
                    }
                    try {
                        Scanners.Scanned scanned = scanners.scan(file);
                        isFound |= isFinding(scanned.decision());
                        out.print(json ? scanned.json() + "\n" : scanned.text());
                    } catch (UnreadableInputException e) {
                        isUnreadable = true;
                        complain(out, err, file, e);
                    }
                    if (out.checkError()) {
                        // Nobody reads on; Main says so.
                        return ExitCode.OUR_FAILURE;
                    }
                }
                isUnreadable |= !closed.isEmpty();
                closed.forEach(failure -> complain(out, err, input, failure));
            }
            isSoundHeard = scanners.hasHeardSound();
        }
        if (isSoundHeard && writer == null && !isVoiceOnly) {
            out.flush();
            err.println(WordsHint.SENTENCE);
        }
        if (isFound) {
            return ExitCode.FINDING;
        }
        return isUnreadable ? ExitCode.UNREADABLE : ExitCode.DONE;
    }

    /** What writes recordings down; null if nothing does. */
    private @Nullable String writer() {
        if (speechModel != null) {
            return speechModel;
        }
        return isVoiceOnly || !Speech.isInstalled(ModelStore.standard()) ? null : Speech.DEFAULT_MODEL;
    }

    private void complain(PrintWriter out, PrintWriter err, Path file, UnreadableInputException failure) {
        out.flush();
        err.println("haechi: " + failure.getMessage());
        if (json) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.put("schema", "haechi/1").put("file", file.toString());
            line.putObject("error").put("code", ExitCode.UNREADABLE).put("message", failure.getMessage());
            out.println(line);
            out.flush();
        }
    }

    private boolean isFinding(Decision decision) {
        return failOn != null && failOn.isMetBy(decision);
    }

    /** In a folder, what has none of these endings is passed over unless its first bytes are those of a recording. */
    private static final Set<String> SOUND_ENDINGS = Set.of(
            "wav", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "amr", "3gp", "wma", "mp4", "webm", "mka", "caf",
            "aiff", "aif", "au");

    /**
     * The file itself, or every recording below a folder in the order of their names; hidden files are passed over.
     *
     * @param closed takes one failure for each folder that cannot be read, and one if nothing was found at all
     */
    static List<Path> files(Path input, List<UnreadableInputException> closed) {
        if (!Files.isDirectory(input)) {
            return List.of(input);
        }
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(input, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    return isHidden(input, inner) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Files.isRegularFile(file)
                            && !isHidden(input, file)
                            && (isNamedLikeSound(file)
                                    || TranscriptFile.isNamedLikeOne(file)
                                    || SoundFile.looksLikeSound(file))) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    if (!isHidden(input, file)) {
                        closed.add(new UnreadableInputException(
                                file + ": cannot be read; check its permissions.", failure));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            closed.add(new UnreadableInputException(input + ": the folder cannot be read to its end.", e));
        }
        if (files.isEmpty() && closed.isEmpty()) {
            closed.add(new UnreadableInputException(
                    input + ": the folder holds no recordings or transcripts; there is nothing to scan."));
        }
        Collections.sort(files);
        return files;
    }

    private static boolean isNamedLikeSound(Path path) {
        String name = path.getFileName().toString();
        return SOUND_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static boolean isHidden(Path root, Path path) {
        for (Path part : root.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
