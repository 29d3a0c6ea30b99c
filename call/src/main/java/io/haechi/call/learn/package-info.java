/** What learns from texts: linear methods, naive Bayes, trees, recurrent networks, encoders, behind one scorer. */
@NullMarked
package io.haechi.call.learn;

import org.jspecify.annotations.NullMarked;
