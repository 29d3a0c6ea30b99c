package io.haechi.call.speech.cut;

/**
 * How long pieces are, all in seconds.
 *
 * @param most longest piece, 2 to 30
 * @param enough a pause ends a piece of this length, 1 to {@code most}
 * @param pause silence from which on it is shortened, and may end a piece, 0.7 to 5
 * @param parting silence that ends any piece, not less than {@code pause}
 */
public record CutOptions(double most, double enough, double pause, double parting) {
    /** Pieces of at most 20 s: whole sentences for the model, and room in its half minute. */
    public static final CutOptions STANDARD = new CutOptions(20, 10, 1, 5);

    public CutOptions {
        between("Longest piece", most, 2, 30);
        between("A piece that a pause ends", enough, 1, most);
        between("A pause", pause, 0.7, 5);
        between("A silence that ends any piece", parting, pause, 3600);
    }

    private static void between(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + " s, got " + value);
        }
    }
}
