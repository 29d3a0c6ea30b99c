/** Labelled texts: calls and sentences from CSV, what in them would make a figure lie, and the noise of a recogniser. */
@NullMarked
package io.haechi.call.data;

import org.jspecify.annotations.NullMarked;
