package io.haechi.call.speech.cut;

import java.util.List;

/**
 * Sound to be heard in one go. Long silences are left out of it, so that its own times have to be translated into those of
 * the recording.
 *
 * @param samples mono at 16 kHz
 * @param joints where stretches of the recording were put together, in order; the first is at 0
 */
public record Piece(float[] samples, List<Joint> joints) {
    private static final double RATE = 16_000;

    /**
     * From here to the next joint the piece is the recording.
     *
     * @param at sample of the piece
     * @param origin sample of the recording that stands there
     */
    public record Joint(int at, long origin) {}

    public Piece {
        joints = List.copyOf(joints);
        if (joints.isEmpty() || joints.getFirst().at() != 0) {
            throw new IllegalArgumentException("A piece needs a joint at its beginning, got " + joints);
        }
    }

    /** Where in the recording it begins, in seconds. */
    public double startSeconds() {
        return joints.getFirst().origin() / RATE;
    }

    /** Where in the recording it ends, in seconds. */
    public double endSeconds() {
        return (joints.getLast().origin() + samples.length - joints.getLast().at()) / RATE;
    }

    /** Its length without what was left out, in seconds. */
    public double seconds() {
        return samples.length / RATE;
    }

    /** The time in the recording at which something begins that begins at this time of the piece. */
    public double startInRecording(double seconds) {
        return inRecording(seconds, false);
    }

    /** The time in the recording at which something ends: at a joint that is before the gap, not after it. */
    public double endInRecording(double seconds) {
        return inRecording(seconds, true);
    }

    private double inRecording(double seconds, boolean isEnd) {
        double sample = Math.clamp(seconds * RATE, 0, samples.length);
        Joint found = joints.getFirst();
        for (Joint joint : joints) {
            if (isEnd ? joint.at() < sample : joint.at() <= sample) {
                found = joint;
            }
        }
        return (found.origin() + sample - found.at()) / RATE;
    }
}
