/**
 * The arithmetic of eight bits: which floats an integer stands for, and training that already feels the rounding.
 *
 * <p>{@link io.haechi.neural.quantise.RunningRange} is the grid of an activation, {@link
 * io.haechi.neural.quantise.WeightCodes} that of a layer's weights, {@link io.haechi.neural.quantise.FakeQuantise} both of
 * them as PyTorch operations, and {@link io.haechi.neural.quantise.QuantisationAware} says when training begins to use
 * them. Where a network is rounded is decided one package up, beside the layers.
 */
@NullMarked
package io.haechi.neural.quantise;

import org.jspecify.annotations.NullMarked;
