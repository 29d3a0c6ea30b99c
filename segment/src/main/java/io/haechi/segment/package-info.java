/**
 * Groups of customers that are there, and rules that mean something; {@link io.haechi.segment.Segments} and
 * {@link io.haechi.segment.Baskets} are where to begin.
 */
@NullMarked
package io.haechi.segment;

import org.jspecify.annotations.NullMarked;
