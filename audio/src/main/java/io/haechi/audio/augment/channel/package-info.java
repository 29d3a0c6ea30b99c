/** What a telephone line does to a voice: band limits, companding, low-rate coding, lost packets. */
@NullMarked
package io.haechi.audio.augment.channel;

import org.jspecify.annotations.NullMarked;
