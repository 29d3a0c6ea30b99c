/** Voice phishing, recognised from what is said. */
@NullMarked
package io.haechi.call;

import org.jspecify.annotations.NullMarked;
