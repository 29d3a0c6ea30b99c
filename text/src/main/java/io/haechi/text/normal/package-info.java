/** One way to write what was said: masks, marks, digits and punctuation that betray who wrote it down go. */
@NullMarked
package io.haechi.text.normal;

import org.jspecify.annotations.NullMarked;
