/** The {@code haechi} command: one class per verb, each a thin skin over an application's facade. */
@NullMarked
package io.haechi.cli;

import org.jspecify.annotations.NullMarked;
