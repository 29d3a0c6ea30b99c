/** Words and morphemes of a text. */
@NullMarked
package io.haechi.text.token;

import org.jspecify.annotations.NullMarked;
