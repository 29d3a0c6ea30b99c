/** Transcripts in: plain text, CSV, JSON, SRT and WebVTT become lines with times. */
@NullMarked
package io.haechi.call.transcript;

import org.jspecify.annotations.NullMarked;
