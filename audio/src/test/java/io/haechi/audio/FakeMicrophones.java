package io.haechi.audio;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import javax.sound.sampled.spi.MixerProvider;
import org.jspecify.annotations.Nullable;

/** Devices for the Java platform to find, so that microphones can be tested on machines that have none. */
public final class FakeMicrophones extends MixerProvider {
    private static final List<Fake> PLUGGED_IN = new ArrayList<>();

    /** A device that records a rising count in every channel, in one format only, and ends after some frames. */
    record Fake(String name, AudioFormat format, int frames, boolean isTaken) {}

    static void plugIn(String name, int rate, int channels, int frames) {
        PLUGGED_IN.add(new Fake(name, new AudioFormat(rate, 16, channels, true, false), frames, false));
    }

    static void plugInTaken(String name) {
        PLUGGED_IN.add(new Fake(name, new AudioFormat(16_000, 16, 1, true, false), 0, true));
    }

    static void unplugAll() {
        PLUGGED_IN.clear();
    }

    private static final class Info extends Mixer.Info {
        private Info(String name) {
            super(name, "nobody", "a device for tests", "1");
        }
    }

    @Override
    public Mixer.Info[] getMixerInfo() {
        return PLUGGED_IN.stream().map(fake -> new Info(fake.name())).toArray(Mixer.Info[]::new);
    }

    @Override
    public Mixer getMixer(Mixer.Info info) {
        Fake fake = PLUGGED_IN.stream()
                .filter(each -> info instanceof Info && each.name().equals(info.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not ours"));
        return proxy(Mixer.class, (method, arguments) -> switch (method) {
            case "getMixerInfo" -> info;
            case "isLineSupported" ->
                ((DataLine.Info) arguments[0]).isFormatSupported(fake.format())
                        && ((DataLine.Info) arguments[0]).getFormats()[0].matches(fake.format());
            case "getLine" -> line(fake);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Line line(Fake fake) {
        int[] recorded = new int[1];
        return proxy(TargetDataLine.class, (method, arguments) -> switch (method) {
            case "open" -> {
                if (fake.isTaken()) {
                    throw new LineUnavailableException("line in use");
                }
                yield null;
            }
            case "start", "stop", "close" -> null;
            case "read" -> {
                byte[] into = (byte[]) arguments[0];
                int frameBytes = fake.format().getFrameSize();
                int frames = Math.min((int) arguments[2] / frameBytes, fake.frames() - recorded[0]);
                for (int i = 0; i < frames * frameBytes; i += 2) {
                    int sample = recorded[0] + i / frameBytes;
                    into[i] = (byte) sample;
                    into[i + 1] = (byte) (sample >> 8);
                }
                recorded[0] += frames;
                yield frames * frameBytes;
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    @FunctionalInterface
    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        Object made = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> answers.to(method.getName(), arguments));
        return type.cast(made);
    }
}
