package io.haechi.voice;

/**
 * A rectangle of sound: from a moment to another, from one frequency to another; the ends do not belong to it.
 *
 * @param startSeconds from the beginning of the sound it is a part of
 * @param endSeconds after the start
 * @param lowHertz 0 or more
 * @param highHertz above the low one
 */
record Patch(double startSeconds, double endSeconds, double lowHertz, double highHertz) {

    Patch {
        if (!(endSeconds > startSeconds) || !(lowHertz >= 0 && highHertz > lowHertz)) {
            throw new IllegalArgumentException("A patch needs a length and a width, got " + startSeconds + " to "
                    + endSeconds + " s and " + lowHertz + " to " + highHertz + " Hz");
        }
    }

    boolean holds(double seconds) {
        return seconds >= startSeconds && seconds < endSeconds;
    }

    boolean covers(double hertz) {
        return hertz >= lowHertz && hertz < highHertz;
    }
}
