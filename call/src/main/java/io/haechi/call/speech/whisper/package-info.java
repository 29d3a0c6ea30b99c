/**
 * Whisper on ONNX Runtime: the spectrum it hears, its graphs, its words, and how its answers are searched.
 *
 * @see <a href="https://arxiv.org/abs/2212.04356">Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision,
 *     2022</a>
 */
@NullMarked
package io.haechi.call.speech.whisper;

import org.jspecify.annotations.NullMarked;
