package io.haechi.neural;

import java.util.Arrays;

/** Which form each layer gives for the form it takes; see {@link Plan}. */
final class Forms {
    private Forms() {}

    static long[] after(Layer layer, String path, long... in) {
        return switch (layer) {
            case Layer.Conv2d conv -> {
                require(in.length == 3, path, "a picture", in);
                boolean same = conv.padding() == Layer.Padding.SAME;
                yield new long[] {
                    conv.filters(),
                    slid(path, in[1], conv.kernelH(), conv.strideH(), same ? (conv.kernelH() - 1) / 2 : 0),
                    slid(path, in[2], conv.kernelW(), conv.strideW(), same ? (conv.kernelW() - 1) / 2 : 0)
                };
            }
            case Layer.BatchNorm _,
                    Layer.Relu _,
                    Layer.LeakyRelu _,
                    Layer.Gelu _,
                    Layer.Sigmoid _,
                    Layer.Tanh _,
                    Layer.Dropout _ -> in;
            case Layer.MaxFeatureMap _ -> {
                int axis = in.length == 2 ? 1 : 0;
                require(in[axis] % 2 == 0 && in[axis] > 0, path, "an even number of channels or features", in);
                long[] out = in.clone();
                out[axis] /= 2;
                yield out;
            }
            case Layer.MaxPool pool -> pooled(path, pool.height(), pool.width(), pool.strideH(), pool.strideW(), in);
            case Layer.AveragePool pool ->
                pooled(path, pool.height(), pool.width(), pool.strideH(), pool.strideW(), in);
            case Layer.GlobalAveragePool _, Layer.GlobalMaxPool _ -> {
                require(in.length > 1, path, "a picture or a sequence", in);
                yield new long[] {in.length == 3 ? in[0] : in[1]};
            }
            case Layer.StatsPool _ -> {
                require(in.length > 1, path, "a picture or a sequence", in);
                require(in.length == 2 || in[1] > 0, path, "a picture of known height", in);
                yield new long[] {2 * (in.length == 3 ? in[0] * in[1] : in[1])};
            }
            case Layer.Flatten _ -> {
                long size = 1;
                for (long side : in) {
                    require(side > 0, path, "sizes that are all known", in);
                    size *= side;
                }
                yield new long[] {size};
            }
            case Layer.ToSequence _ -> {
                require(in.length == 3 && in[1] > 0, path, "a picture of known height", in);
                yield new long[] {in[2], in[0] * in[1]};
            }
            case Layer.BandsToChannels _ -> {
                require(in.length == 3 && in[1] > 0, path, "a picture of known height", in);
                yield new long[] {in[0] * in[1], 1, in[2]};
            }
            case Layer.Rescale _ -> in;
            case Layer.Dense dense -> {
                require(in.length < 3, path, "a sequence or a vector", in);
                long[] out = in.clone();
                out[in.length - 1] = dense.units();
                yield out;
            }
            case Layer.Residual _ -> throw new IllegalArgumentException(path + ": a residual block needs a body");
            case Layer.SqueezeExcite _ -> {
                require(in.length == 3, path, "a picture", in);
                yield in;
            }
            case Layer.Lstm lstm -> {
                require(in.length == 2, path, "a sequence", in);
                long features = (long) lstm.units() * (lstm.bidirectional() ? 2 : 1);
                yield lstm.returnSequence() ? new long[] {in[0], features} : new long[] {features};
            }
            case Layer.SelfAttention attention -> {
                require(in.length == 2, path, "a sequence", in);
                require(in[1] % attention.heads() == 0, path, "features divisible by " + attention.heads(), in);
                yield in;
            }
            case Layer.LayerNorm _ -> {
                require(in.length < 3, path, "a sequence or a vector", in);
                yield in;
            }
            case Layer.TimeNorm _ -> {
                require(in.length > 1, path, "a picture or a sequence", in);
                yield in;
            }
            case Layer.PositionalEncoding encoding -> {
                require(
                        in.length == 2 && in[0] <= encoding.longest(),
                        path,
                        "a sequence of at most " + encoding.longest() + " frames",
                        in);
                yield in;
            }
            case Layer.Embedding embedding -> {
                require(in.length == 1, path, "a row of numbers", in);
                yield new long[] {in[0], embedding.units()};
            }
            case Layer.TokenEmbedding embedding -> {
                require(path.startsWith("0."), path, "the first place in the network", in);
                require(
                        in.length == 1 && in[0] <= embedding.places(),
                        path,
                        "a row of at most " + embedding.places() + " numbers",
                        in);
                yield new long[] {in[0], embedding.units()};
            }
            case Layer.FirstFrame _ -> {
                require(in.length == 2, path, "a sequence", in);
                yield new long[] {in[1]};
            }
        };
    }

    private static long[] pooled(String path, int height, int width, int strideH, int strideW, long... in) {
        require(in.length == 3, path, "a picture", in);
        return new long[] {in[0], slid(path, in[1], height, strideH, 0), slid(path, in[2], width, strideW, 0)};
    }

    private static long slid(String path, long size, int window, int stride, int padding) {
        if (size < 0) {
            return -1;
        }
        long padded = size + 2L * padding;
        if (padded < window) {
            throw new IllegalArgumentException(
                    path + ": a window of " + window + " does not fit into the size " + padded);
        }
        return (padded - window) / stride + 1;
    }

    private static void require(boolean holds, String path, String wanted, long... in) {
        if (!holds) {
            throw new IllegalArgumentException(
                    path + " needs " + wanted + ", got the sizes " + Arrays.toString(in) + " (without the batch)");
        }
    }
}
