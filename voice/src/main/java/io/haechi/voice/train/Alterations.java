package io.haechi.voice.train;

import io.haechi.audio.augment.AdditiveNoise;
import io.haechi.audio.augment.Augmentation;
import io.haechi.audio.augment.Chain;
import io.haechi.audio.augment.CopySynthesis;
import io.haechi.audio.augment.Gain;
import io.haechi.audio.augment.RandomCrop;
import io.haechi.audio.augment.RandomCut;
import io.haechi.audio.augment.RawBoost;
import io.haechi.audio.augment.Reverb;
import io.haechi.audio.augment.SpecAugment;
import io.haechi.audio.augment.SpeedPerturb;
import io.haechi.audio.augment.channel.BandLimit;
import io.haechi.audio.augment.channel.G711;
import io.haechi.audio.augment.channel.GsmLike;
import io.haechi.audio.augment.channel.PacketLoss;
import io.haechi.audio.augment.channel.TransformCodec;
import java.util.random.RandomGenerator;

/** The recipe's alterations as code; the same chain for both classes. */
public final class Alterations {
    private final Augmentation chain;
    private final Augmentation beforeLine;
    private final Augmentation copySynthesis = new CopySynthesis();
    private final SpecAugment masks = new SpecAugment(2, 12, 2, 30);
    private final Alteration options;

    /** Alterations that give windows of {@code windowLength} samples. */
    public Alterations(Alteration options, int windowLength) {
        this.options = options;
        this.chain = Chain.of(
                Chain.step(options.speed(), new SpeedPerturb(0.9, 1.1)),
                Chain.step(options.cut(), new RandomCut(0.8, 2)),
                Chain.step(1, new RandomCrop(windowLength)),
                Chain.step(options.reverb(), new Reverb(0.1, 0.5)),
                Chain.step(options.rawBoost(), new RawBoost(true, true, 10, 40)),
                Chain.step(options.noise(), new AdditiveNoise(AdditiveNoise.Color.ANY, 5, 40)),
                Chain.step(options.bandLimit(), new BandLimit(20, 300, 2800, 7000)),
                Chain.step(options.webCodec(), new TransformCodec(8, 28)),
                Chain.step(options.telephone(), telephone()),
                Chain.step(options.gain(), new Gain(-12, 12)));
        this.beforeLine = Chain.of(
                Chain.step(options.speed(), new SpeedPerturb(0.9, 1.1)),
                Chain.step(options.reverb(), new Reverb(0.1, 0.5)),
                Chain.step(options.noise(), new AdditiveNoise(AdditiveNoise.Color.ANY, 5, 40)),
                Chain.step(options.gain(), new Gain(-12, 12)));
    }

    /** A telephone line: narrow band, then G.711 or a coarse mobile codec, now and then with lost packets. */
    public static Augmentation telephone() {
        Augmentation narrow = new BandLimit(200, 350, 3300, 3600);
        Augmentation fixedLine = new G711(G711.Law.ANY);
        Augmentation mobile = new GsmLike(2, 4);
        Augmentation loss = new PacketLoss(0.005, 0.05);
        return (samples, random) -> {
            float[] sent = random.nextBoolean() ? narrow.apply(samples, random) : samples;
            sent = random.nextDouble() < 0.65 ? fixedLine.apply(sent, random) : mobile.apply(sent, random);
            return random.nextDouble() < 0.15 ? loss.apply(sent, random) : sent;
        };
    }

    /** Whether any fake is ever made out of a real clip. */
    boolean makesFakes() {
        return options.copySynthesis() > 0;
    }

    /** Whether the next fake is to be made out of a real clip. */
    boolean makesFake(RandomGenerator random) {
        return random.nextDouble() < options.copySynthesis();
    }

    float[] vocoded(float[] samples, RandomGenerator random) {
        return copySynthesis.apply(samples, random);
    }

    /** Whether clips are coded before training. */
    boolean codes() {
        return options.codec() > 0;
    }

    /** Whether the next window is cut from a coded version of its clip. */
    boolean takesCoded(RandomGenerator random) {
        return codes() && random.nextDouble() < options.codec();
    }

    /** The whole clip as it goes into a line: its room, the noise in it, and how loud it arrives there. */
    float[] beforeLine(float[] samples, RandomGenerator random) {
        return beforeLine.apply(samples, random);
    }

    /** A window's length of the clip, altered. */
    float[] altered(float[] samples, RandomGenerator random) {
        return chain.apply(samples, random);
    }

    float[] masked(float[] picture, int bands, int frames, RandomGenerator random) {
        return random.nextDouble() < options.mask() ? masks.apply(picture, bands, frames, random) : picture;
    }
}
