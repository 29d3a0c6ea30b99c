/**
 * The full-rate speech coder of GSM 06.10, to its bits: regular-pulse excitation with long-term prediction, 13 kbit/s.
 *
 * <p>Coder and decoder are written after the arithmetic of ETSI EN 300 961, chapter 5: 16-bit words that saturate, 32-bit
 * accumulators. What the coder sends and what the decoder plays agree bit for bit with other implementations of it.
 */
@NullMarked
package io.haechi.audio.channel.gsm;

import org.jspecify.annotations.NullMarked;
