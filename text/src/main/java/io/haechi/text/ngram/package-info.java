/** Terms of a text as 64-bit keys: character n-grams and n-grams of words or morphemes, without a string for each. */
@NullMarked
package io.haechi.text.ngram;

import org.jspecify.annotations.NullMarked;
