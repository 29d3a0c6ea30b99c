/**
 * A model as it is kept and shipped: a folder or zip whose {@code card.json} says what it is, what it was made from and
 * how good it is, and names every other file with its hash. Nothing of a package is used before all hashes agree.
 */
@NullMarked
package io.haechi.core.model;

import org.jspecify.annotations.NullMarked;
