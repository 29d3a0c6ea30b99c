package io.haechi.voice.train;

import io.haechi.audio.channel.Line;
import io.haechi.audio.channel.Lines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Versions of the training clips as they come out of real coders, made once before training, because a coder is a child
 * process: all that goes over one line is coded in a few runs, which takes a fiftieth of the sounds' length instead of a
 * start for each window.
 *
 * <p>Real and fake clips draw from the same lines. Which line a version takes, and what room and noise it brings along,
 * follows from the seed, so that a resumed training hears the same versions.
 */
final class CodedClips {
    /** Of each clip. */
    static final int VERSIONS = 2;

    /** No versions of any clip. */
    static final CodedClips NONE = new CodedClips(Map.of());

    /** Sound that goes through a coder in one run. */
    private static final int MOST_SAMPLES = 300 * 16_000;

    private static final float FULL_SCALE = 32_767;

    private final Map<String, List<short[]>> versions;

    private record Order(Clip clip, long seed) {}

    private CodedClips(Map<String, List<short[]>> versions) {
        this.versions = versions;
    }

    /**
     * Codes every clip {@value #VERSIONS} times.
     *
     * @throws java.io.UncheckedIOException if the program with the coders is missing or fails
     */
    static CodedClips of(List<Clip> clips, Alterations alterations, long seed) {
        Map<Line, List<Order>> byLine = new LinkedHashMap<>();
        for (int version = 0; version < VERSIONS; version++) {
            for (int i = 0; i < clips.size(); i++) {
                SplittableRandom random = new SplittableRandom((seed * 31 + version) * 1_000_003L + i);
                byLine.computeIfAbsent(Lines.draw(random), _ -> new ArrayList<>())
                        .add(new Order(clips.get(i), random.nextLong()));
            }
        }
        Map<String, List<short[]>> versions = new HashMap<>();
        byLine.forEach((line, orders) -> {
            for (List<Order> part : parts(orders)) {
                List<short[]> coded = coded(line, part, alterations);
                for (int i = 0; i < part.size(); i++) {
                    versions.computeIfAbsent(part.get(i).clip().id(), _ -> new ArrayList<>())
                            .add(coded.get(i));
                }
            }
        });
        return new CodedClips(versions);
    }

    /** One of the clip's versions. */
    float[] draw(Clip clip, RandomGenerator random) {
        List<short[]> of = versions.get(clip.id());
        if (of == null) {
            throw new IllegalArgumentException(clip.id() + " was not coded");
        }
        return samples(of.get(random.nextInt(of.size())));
    }

    private static List<short[]> coded(Line line, List<Order> orders, Alterations alterations) {
        List<float[]> sent = orders.parallelStream()
                .map(order -> alterations.beforeLine(order.clip().samples(), new SplittableRandom(order.seed())))
                .toList();
        return line.passAll(sent).stream().map(CodedClips::integers).toList();
    }

    private static List<List<Order>> parts(List<Order> orders) {
        List<List<Order>> parts = new ArrayList<>();
        int begin = 0;
        int samples = 0;
        for (int i = 0; i < orders.size(); i++) {
            samples += orders.get(i).clip().samples().length;
            if (samples >= MOST_SAMPLES || i + 1 == orders.size()) {
                parts.add(orders.subList(begin, i + 1));
                begin = i + 1;
                samples = 0;
            }
        }
        return parts;
    }

    private static short[] integers(float[] samples) {
        short[] integers = new short[samples.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (short) Math.round(Math.clamp(samples[i], -1f, 1f) * FULL_SCALE);
        }
        return integers;
    }

    private static float[] samples(short[] integers) {
        float[] samples = new float[integers.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = integers[i] / FULL_SCALE;
        }
        return samples;
    }
}
