package io.haechi.audio.speech;

/**
 * How good one channel is for a judgement. Levels are in dBFS: decibels relative to a constant at full scale, -120 for
 * silence.
 *
 * @param seconds of sound measured
 * @param peak largest absolute sample
 * @param clippedShare share of samples, 0 to 1, in runs of three or more neighbours of one sign at 0.95 of full scale and
 *     beyond; resampling and lossy coding blur the flat tops of clipping, so equality is not asked for. A pure tone at
 *     full scale counts as well; clipping that was turned down afterwards is not seen
 * @param dcOffset mean of all samples
 * @param speechLevelDb mean power of the chunks that are speech (probability 0.5 or more), -120 if there are none
 * @param noiseFloorDb power that a tenth of the chunks without speech (under 0.2) stays below; of all chunks, if there
 *     are fewer than ten without speech
 * @param snrDb speech level minus noise floor, an estimate of the signal-to-noise ratio, 0 if there is no speech. Noise
 *     gates between words make it look too good
 */
public record SoundQuality(
        double seconds,
        double peak,
        double clippedShare,
        double dcOffset,
        double speechLevelDb,
        double noiseFloorDb,
        double snrDb) {}
