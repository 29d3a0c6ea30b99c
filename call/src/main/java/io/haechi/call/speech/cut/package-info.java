/** Cuts sound of any length into pieces that an engine can take, where nobody speaks. */
@NullMarked
package io.haechi.call.speech.cut;

import org.jspecify.annotations.NullMarked;
