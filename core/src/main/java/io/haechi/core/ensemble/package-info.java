/** Several detectors as one: how much each counts, by vote, by how rarely it errs, or learned. */
@NullMarked
package io.haechi.core.ensemble;

import org.jspecify.annotations.NullMarked;
