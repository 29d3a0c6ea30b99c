/** To be filled. */
@NullMarked
package io.haechi.cli;

import org.jspecify.annotations.NullMarked;
