/** Korean text in: normal form, sentences, morphemes, n-grams, sparse vectors, embeddings. */
@NullMarked
package io.haechi.text;

import org.jspecify.annotations.NullMarked;
