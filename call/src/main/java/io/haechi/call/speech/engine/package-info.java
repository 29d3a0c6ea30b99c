/** What every engine that writes down speech has in common: sound of at most half a minute in, phrases out. */
@NullMarked
package io.haechi.call.speech.engine;

import org.jspecify.annotations.NullMarked;
