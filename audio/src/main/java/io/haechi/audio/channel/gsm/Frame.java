package io.haechi.audio.channel.gsm;

/**
 * What is sent for 20 ms of sound, 260 bits: eight coded log-area ratios, and per 5 ms a lag, its gain
 * and pulses.
 */
record Frame(int[] ratios, SubFrame[] subFrames) {

    /** What is sent for 5 ms. */
    record SubFrame(int lag, int gain, Pulses pulses) {}
}
