/**
 * The words everything in Haechi is said with: a problem, its examples, what a detector answers, and how bad input is
 * reported. Figures are in {@code evaluation}, data folders in {@code data}, weights and provenance in {@code model}.
 */
@NullMarked
package io.haechi.core;

import org.jspecify.annotations.NullMarked;
