package io.haechi.text.normal;

/**
 * Writes a transcript in one way, whoever wrote it down.
 *
 * <p>Transcripts tell their source by its habits: one masks names as {@code OOO}, one as {@code {이름}}, one writes {@code 75일} and one
 * {@code 칠십오 일}, one marks speakers, one laughter. A classifier reads those habits first, and then knows
 * recordings by their source and not by what was said. What is levelled
 * stands in {@link NormaliserOptions}.
 *
 * <p>Deterministic; linear in the length of the text; takes any string, lone surrogates included. Immutable, for any number of threads.
 */
public final class Normaliser {
    /** With {@link NormaliserOptions#CALL}. */
    public static final Normaliser CALL = new Normaliser(NormaliserOptions.CALL);

    private final NormaliserOptions options;

    public Normaliser(NormaliserOptions options) {
        this.options = options;
    }

    /** What is levelled. */
    public NormaliserOptions options() {
        return options;
    }

    /** The text in normal form; may be empty. */
    public String apply(CharSequence text) {
        String composed = Composition.of(text);
        if ((options.removesAnnotations() || options.masks() != Masks.KEEP) && Annotations.mayStandIn(composed)) {
            composed = new Annotations(composed, options).removed();
        }
        String written = new Characters(composed, options).written();
        return Repetitions.needed(options) ? Repetitions.shortened(written, options) : written;
    }
}
