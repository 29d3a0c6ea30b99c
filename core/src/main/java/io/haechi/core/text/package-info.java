/** Text files as people have them: UTF-8, UTF-16 or CP949, packed or not. */
@NullMarked
package io.haechi.core.text;

import org.jspecify.annotations.NullMarked;
