/** Voice and words of one recording, brought to one verdict by a rule that is written down. */
@NullMarked
package io.haechi.call.joint;

import org.jspecify.annotations.NullMarked;
