package io.haechi.voice.train;

/**
 * How often a clip is altered in which way before it is learnt from. Both classes go through the same chain, so
 * that no channel gives the class away. All are probabilities, 0 to 1.
 *
 * @param copySynthesis a real clip is vocoded by our own vocoders and counts as fake
 * @param telephone narrow band and G.711 or another speech codec, on and off
 * @param bandLimit a random low-pass or high-pass
 * @param webCodec what a music codec such as MP3 leaves
 * @param noise coloured noise at 5 to 40 dB
 * @param reverb a small to middling room
 * @param gain loudness within 12 dB either way
 * @param speed up to 10 % faster or slower
 * @param rawBoost convolutive and impulsive noise
 * @param mask SpecAugment masks on the picture
 * @param codec the clip as it comes out of a real coder ({@link io.haechi.audio.channel.Lines}), coded before training
 *     begins: {@value CodedClips#VERSIONS} versions of each clip, altered and coded differently
 * @param cut only 0.8 to 2 s are left, again and again until the window is full
 */
public record Alteration(
        double copySynthesis,
        double telephone,
        double bandLimit,
        double webCodec,
        double noise,
        double reverb,
        double gain,
        double speed,
        double rawBoost,
        double mask,
        double codec,
        double cut) {}
