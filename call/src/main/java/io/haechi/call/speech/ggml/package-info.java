/** Whisper by whisper.cpp, which runs as native code inside this process, and the files that it reads. */
@NullMarked
package io.haechi.call.speech.ggml;

import org.jspecify.annotations.NullMarked;
