package io.haechi.audio;

import io.haechi.core.UnreadableInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/**
 * A device that sound can be taken from, as the Java platform finds them; nothing is recorded before {@link #open}.
 *
 * @param name what the system calls it
 * @param description what the system says of it
 */
public record Microphone(String name, String description) {
    /** Speech first: one channel, and a rate that needs little or no resampling. */
    private static final List<AudioFormat> FORMATS = formats();

    private static List<AudioFormat> formats() {
        List<AudioFormat> formats = new ArrayList<>();
        for (int channels = 1; channels <= 2; channels++) {
            for (int rate : new int[] {16_000, 48_000, 44_100, 32_000, 8_000}) {
                formats.add(new AudioFormat(rate, 16, channels, true, false));
            }
        }
        return formats;
    }

    /** Every device that can record, the system's first choice first; empty where there is none. */
    public static List<Microphone> all() {
        return mixers().stream().map(Microphone::of).toList();
    }

    /**
     * The device of this name, or the only one whose name holds it, in any case of letters; the first device if the name
     * is empty.
     *
     * @throws UnreadableInputException if no device can record
     * @throws IllegalArgumentException if none or several are meant; the message names all there are
     */
    public static Microphone named(String name) {
        List<Microphone> all = all();
        if (all.isEmpty()) {
            throw new UnreadableInputException("No microphone was found; plug one in and allow this program to use it,"
                    + " or pipe raw sound into 'haechi listen -'.");
        }
        if (name.isEmpty()) {
            return all.getFirst();
        }
        for (Microphone microphone : all) {
            if (microphone.name().equalsIgnoreCase(name)) {
                return microphone;
            }
        }
        String part = name.toLowerCase(Locale.ROOT);
        List<Microphone> found = all.stream()
                .filter(microphone -> microphone.name().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException((found.isEmpty() ? "No device" : "More than one device")
                    + " is called \"" + name + "\"; there are "
                    + String.join(", ", all.stream().map(Microphone::name).toList()));
        }
        return found.getFirst();
    }

    /**
     * Begins to record. A microphone with two channels gives both.
     *
     * @param sampleRate rate wanted, in hertz, 1,000 to 768,000
     * @throws UnreadableInputException if it is gone, in use, or records nothing that can be used
     */
    public SoundStream open(int sampleRate) {
        Mixer mixer = mixers().stream()
                .filter(each -> of(each).equals(this))
                .findFirst()
                .orElseThrow(() -> new UnreadableInputException(name + ": is no longer there; plug it in again."));
        AudioFormat format = format(mixer)
                .orElseThrow(() -> new UnreadableInputException(
                        name + ": records no 16-bit sound at 8,000 to 48,000 Hz; choose another device."));
        try {
            TargetDataLine line = (TargetDataLine) mixer.getLine(new DataLine.Info(TargetDataLine.class, format));
            LineStream stream = new LineStream(name, line, format);
            return ResampledStream.prompt(stream, sampleRate);
        } catch (LineUnavailableException | SecurityException e) {
            throw new UnreadableInputException(
                    name + ": cannot be opened (" + e.getMessage() + "); close the program that uses it.", e);
        }
    }

    private static List<Mixer> mixers() {
        List<Mixer> mixers = new ArrayList<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            if (format(mixer).isPresent()) {
                mixers.add(mixer);
            }
        }
        return mixers;
    }

    private static Optional<AudioFormat> format(Mixer mixer) {
        return FORMATS.stream()
                .filter(format -> mixer.isLineSupported(new DataLine.Info(TargetDataLine.class, format)))
                .findFirst();
    }

    private static Microphone of(Mixer mixer) {
        Mixer.Info info = mixer.getMixerInfo();
        return new Microphone(info.getName(), info.getDescription());
    }
}
