/** Encoders of the BERT family: read from the files that others have trained, laid out in our layers, with their tokens. */
@NullMarked
package io.haechi.neural.encoder;

import org.jspecify.annotations.NullMarked;
