package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.audio.Microphone;
import io.haechi.audio.PcmStream;
import io.haechi.audio.ReadAhead;
import io.haechi.audio.SoundStream;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.model.ModelStore;
import io.haechi.voice.LiveHearing;
import io.haechi.voice.LiveOptions;
import io.haechi.voice.LiveUpdate;
import io.haechi.voice.Voice;
import io.haechi.voice.VoiceDetector;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi listen                                     the first microphone",
            "  haechi listen --devices                           which microphones there are",
            "  ffmpeg -i call.m4a -f s16le -ar 16000 -ac 1 - | haechi listen -",
            "  arecord -f S16_LE -r 48000 | haechi listen - --rate 48000 --json | jq .probability",
            ""
        },
        description = {
            "A verdict every second while somebody speaks: from a microphone, or from raw PCM (s16le) on standard"
                    + " input.",
            "The first comes after 4 seconds of speech; each looks back on the last seconds only, so that a voice that",
            "changes is noticed. Ctrl-C ends it with a last verdict and exit code 130."
        })
final class ListenCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int BLOCK = 1_600;

    @Parameters(arity = "0..1", paramLabel = "-", description = "raw signed 16-bit little-endian PCM on standard input")
    private @Nullable String source;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "a microphone by its name or a part of it; - as above")
    private @Nullable String device;

    @Option(names = "--devices", description = "list the microphones and stop")
    private boolean isList;

    @Option(names = "--rate", paramLabel = "HERTZ", description = "rate of the PCM (default: 16000)")
    private @Nullable Integer rate;

    @Option(names = "--channels", paramLabel = "N", description = "channels of the PCM, interleaved (default: 1)")
    private @Nullable Integer channels;

    @Option(
            names = "--memory",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how far a verdict looks back, 5 to 3600 (default: ${DEFAULT-VALUE})")
    private double memory = LiveOptions.DEFAULT.memorySeconds();

    @Option(names = "--json", description = "one JSON object per verdict on stdout, the last with \"event\":\"final\"")
    private boolean json;

    @Option(
            names = "--fail-on",
            paramLabel = "suspect|danger",
            description = "exit with 3 if any verdict on the way was at least this; UNSURE is none of them")
    private ScanCommand.@Nullable FailOn failOn;

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = ModelWord.CHAMPION,
            description = "the model to ask: champion, challenger, an id or a path (default: ${DEFAULT-VALUE})")
    private String model = ModelWord.CHAMPION;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private boolean isFound;

    @Override
    public Integer call() {
        if (isList) {
            return list();
        }
        LiveOptions options = LiveOptions.DEFAULT.withMemory(memory);
        try (ReadAhead sound = new ReadAhead(open());
                VoiceDetector detector = Voice.load(ModelStore.standard(), model, 1);
                Interruption interruption = new Interruption(sound::stop)) {
            hear(detector, sound, options, interruption);
            sound.notes().forEach(note -> spec.commandLine().getErr().println("haechi: " + note));
            if (interruption.hasCome()) {
                return ExitCode.INTERRUPTED;
            }
        }
        return isFound ? ExitCode.FINDING : ExitCode.DONE;
    }

    private void hear(VoiceDetector detector, ReadAhead sound, LiveOptions options, Interruption interruption) {
        PrintWriter out = spec.commandLine().getOut();
        boolean isWatched = Screen.isWatched();
        LiveLines lines =
                new LiveLines(out, new Terminal(isWatched && System.getenv("NO_COLOR") == null), isWatched && !json);
        LiveHearing live = detector.listen(name(), sound.channels(), options, update -> {
            isFound |=
                    failOn != null && failOn.isMetBy(update.hearing().verdict().decision());
            show(out, lines, update);
        });
        float[][] block = new float[sound.channels()][BLOCK];
        // Once nobody reads what is printed, Main says so.
        for (int read = sound.read(block, BLOCK); read >= 0 && !out.checkError(); read = sound.read(block, BLOCK)) {
            live.accept(block, read);
            if (!live.isBegun()) {
                lines.waiting(live.seconds(), live.spokenSeconds(), options.firstSpeechSeconds());
            }
        }
        if (live.seconds() > 0) {
            live.finish();
        } else if (!interruption.hasCome()) {
            throw new UnreadableInputException(
                    name() + ": ended before any sound came;" + " is something piped into it, and is it 16-bit PCM?");
        }
    }

    private void show(PrintWriter out, LiveLines lines, LiveUpdate update) {
        if (json) {
            out.println(update.toJson());
            out.flush();
        } else {
            lines.show(update);
        }
    }

    private boolean isPiped() {
        return STANDARD_INPUT.equals(source) || STANDARD_INPUT.equals(device);
    }

    private String name() {
        return isPiped()
                ? STANDARD_INPUT
                : Microphone.named(device == null ? "" : device).name();
    }

    private SoundStream open() {
        if (source != null && !source.equals(STANDARD_INPUT)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "\"" + source
                            + "\" is not -: listen hears a microphone or standard input; for files there is scan.");
        }
        if (isPiped()) {
            return PcmStream.open(
                    STANDARD_INPUT,
                    System.in,
                    rate == null ? Voice.SAMPLE_RATE : rate,
                    channels == null ? 1 : channels,
                    Voice.SAMPLE_RATE);
        }
        if (rate != null || channels != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--rate and --channels are of the PCM on standard input (-); a microphone says its own.");
        }
        return Microphone.named(device == null ? "" : device).open(Voice.SAMPLE_RATE);
    }

    private int list() {
        List<Microphone> all = Microphone.all();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("schema", "haechi/1");
            ArrayNode devices = object.putArray("devices");
            all.forEach(each -> devices.addObject().put("name", each.name()).put("description", each.description()));
            out.println(object);
        } else {
            all.forEach(each -> out.println(each.name() + "  " + each.description()));
        }
        if (all.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("haechi: No microphone was found; plug one in and allow this program to use it.");
        }
        return ExitCode.DONE;
    }
}
