/** Words as vectors: fastText and word2vec, trained here or read from their files. */
@NullMarked
package io.haechi.text.embedding;

import org.jspecify.annotations.NullMarked;
