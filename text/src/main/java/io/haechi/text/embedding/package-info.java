/**
 * Words as vectors: fastText and word2vec, trained here or read from their files.
 *
 * <p>The code is our own. Two libraries read fastText's files too, and on Java 25 gave the same vectors for a file of the original
 * program: fastText4j 3.1.0 (com.mayabot.mynlp; built in February 2020, brings Kotlin's runtime) and jfasttext 0.5 (native code
 * for four platforms; its issues 20, 27, 29 and 47 report that the whole process went down on loading or releasing a model).
 * Reading takes two short files here, training four, and words are kept out by the documents they stand in.
 */
@NullMarked
package io.haechi.text.embedding;

import org.jspecify.annotations.NullMarked;
