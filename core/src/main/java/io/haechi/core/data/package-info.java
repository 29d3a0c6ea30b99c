/**
 * Labelled data in a folder: read with its splits, sources and groups, and checked for what would make a figure lie
 * (duplicates and groups across splits, files that cannot be read).
 */
@NullMarked
package io.haechi.core.data;

import org.jspecify.annotations.NullMarked;
