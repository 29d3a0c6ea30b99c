/**
 * Tables in: a CSV file of any separator and encoding, read as a stream; what its columns are, said and correctable; missing
 * values, one-hot encoding and scaling; and a profile of the data before anything is made of it.
 */
@NullMarked
package io.haechi.segment.table;

import org.jspecify.annotations.NullMarked;
