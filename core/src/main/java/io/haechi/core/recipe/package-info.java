/** Recipes: how a model is made, as a YAML file that is bound to records and refuses what it does not know. */
@NullMarked
package io.haechi.core.recipe;

import org.jspecify.annotations.NullMarked;
