/** A table as numbers: columns encoded and scaled, the same way for the rows that were fitted and for those that come later. */
@NullMarked
package io.haechi.segment.features;

import org.jspecify.annotations.NullMarked;
