/** Sentences out of what a recogniser wrote, with or without punctuation. */
@NullMarked
package io.haechi.text.sentence;

import org.jspecify.annotations.NullMarked;
