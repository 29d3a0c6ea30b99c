/** From the probabilities of sentences to the risk of a call. */
@NullMarked
package io.haechi.call.risk;

import org.jspecify.annotations.NullMarked;
