package io.haechi.audio.channel;

import io.haechi.audio.CoderSetting;
import io.haechi.audio.augment.channel.G711;
import io.haechi.audio.channel.gsm.GsmFullRate;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The lines that recordings come over, each at the rates in use: for training, where variety counts. {@link Conditions}
 * measures at a few of these settings, so that a network which has learnt from these lines knows the matrix's coders, but
 * also the rates around them.
 */
public final class Lines {
    private static final int NARROW = 8_000;
    private static final int WIDE = 16_000;

    /** Kinds of lines; each kind is as likely as another, whatever the number of its settings. */
    static final List<List<Line>> KINDS = List.of(
            List.of(new Line.Own(new G711(G711.Law.A_LAW)), new Line.Own(new G711(G711.Law.MU_LAW))),
            List.of(new Line.Own(new GsmFullRate())),
            List.of(new Line.Own(new EightKilohertz())),
            coder("libopencore_amrnb", NARROW, "-b:a 4.75k", "-b:a 5.9k", "-b:a 7.4k", "-b:a 12.2k"),
            coder("libvo_amrwbenc", WIDE, "-b:a 6.6k", "-b:a 8.85k", "-b:a 12.65k", "-b:a 15.85k", "-b:a 23.05k"),
            coder("libopus", WIDE, voip(6), voip(8), voip(12), voip(16), voip(24)),
            coder("libopus", NARROW, voip(6), voip(8), voip(12)),
            coder("libmp3lame", WIDE, "-b:a 16k", "-b:a 24k", "-b:a 32k", "-b:a 48k"),
            coder("aac", WIDE, "-b:a 16k", "-b:a 24k", "-b:a 32k"),
            coder("libspeex", NARROW, "-cbr_quality 3", "-cbr_quality 5", "-cbr_quality 8"),
            coder("g722", WIDE, ""),
            coder("g726", NARROW, "-code_size 3", "-code_size 4"));

    private Lines() {}

    /** One of them: first the kind, then its setting. */
    public static Line draw(RandomGenerator random) {
        List<Line> kind = KINDS.get(random.nextInt(KINDS.size()));
        return kind.get(random.nextInt(kind.size()));
    }

    private static List<Line> coder(String name, int rate, String... settings) {
        return Arrays.stream(settings)
                .<Line>map(options -> new Line.Program(new CoderSetting(name, rate, options)))
                .toList();
    }

    private static String voip(int kilobits) {
        return "-b:a " + kilobits + "k -application voip";
    }
}
