/** What a model gets that looks at nothing it should look at: the baseline every figure is printed beside. */
@NullMarked
package io.haechi.core.shortcut;

import org.jspecify.annotations.NullMarked;
