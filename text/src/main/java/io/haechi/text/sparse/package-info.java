/** Vocabularies, TF-IDF as compressed sparse rows, and linear models read straight off a text. */
@NullMarked
package io.haechi.text.sparse;

import org.jspecify.annotations.NullMarked;
