/**
 * What was said in a recording, with times: {@link io.haechi.call.speech.Speech} opens a model, a
 * {@link io.haechi.call.speech.SpeechToText} writes down what it hears.
 */
@NullMarked
package io.haechi.call.speech;

import org.jspecify.annotations.NullMarked;
