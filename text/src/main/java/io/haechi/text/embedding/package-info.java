/**
 * Words as vectors: fastText and word2vec, trained here or read from their files.
 *
 * <p>The code is our own. Two libraries read fastText's files too and give the same vectors on Java 25: fastText4j 3.1.0
 * (com.mayabot.mynlp; the last release is of 2020, brings Kotlin's runtime) and jfasttext 0.5 (native code for four platforms, which
 * a damaged file or a closed model takes the whole process down with, as its open issues 20, 27, 29 and 47 say). Reading takes
 * two short files, training four; and neither library can keep words out
 * by the documents they stand in.
 */
@NullMarked
package io.haechi.text.embedding;

import org.jspecify.annotations.NullMarked;
