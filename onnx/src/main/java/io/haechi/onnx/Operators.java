package io.haechi.onnx;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators of the standard domain that a model may use: all that make numbers of numbers.
 *
 * <p>Those that read or decode files ({@code ImageDecoder}), draw at random, work on texts, or hold sequences and optional
 * values are left out: nothing here needs them, and they are where a model could surprise its user.
 *
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX operators</a>
 */
public final class Operators {
    /** Value by value, with one input that matters and the same sizes out of it as in: activation functions. */
    public static final Set<String> ACTIVATIONS = words(
            "Celu Elu Gelu HardSigmoid HardSwish Hardmax LeakyRelu LogSoftmax Mish PRelu Relu Selu Shrink Sigmoid",
            "Softmax Softplus Softsign Tanh ThresholdedRelu");

    /** Value by value, from one input: all other functions of floats. */
    public static final Set<String> FUNCTIONS = words(
            "Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Erf Exp Floor Log Reciprocal Round Sin Sinh Sqrt Tan");

    /** Value by value: arithmetic, logic and comparison. */
    public static final Set<String> ARITHMETIC = words(
            "Abs Add And BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Clip CumSum Div Equal Greater"
                    + " GreaterOrEqual",
            "IsInf IsNaN Less LessOrEqual Max Mean Min Mod Mul Neg Not Or Pow Range Sign Sub Sum Where Xor");

    /** Fewer values out than in. */
    public static final Set<String> REDUCTIONS = words(
            "ArgMax ArgMin Det NonMaxSuppression ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean",
            "ReduceMin ReduceProd ReduceSum ReduceSumSquare TopK Unique");

    /** Layers of networks and transforms of signals. */
    public static final Set<String> LAYERS = words(
            "Attention AveragePool BatchNormalization BlackmanWindow Conv ConvTranspose DFT DeformConv Dropout Einsum"
                    + " GRU",
            "Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool GridSample GroupNormalization HammingWindow HannWindow",
            "InstanceNormalization LRN LSTM LayerNormalization LpNormalization LpPool MatMul MaxPool MaxRoiPool"
                    + " MaxUnpool",
            "MeanVarianceNormalization MelWeightMatrix RMSNormalization RNN RoiAlign RotaryEmbedding STFT");

    /** Shapes, selection, order and types. */
    public static final Set<String> LAYOUT = words(
            "AffineGrid Cast CastLike CenterCropPad Col2Im Compress Concat Constant ConstantOfShape DepthToSpace"
                    + " Expand",
            "EyeLike Flatten Gather GatherElements GatherND Identity NonZero OneHot Pad Reshape Resize ReverseSequence",
            "Scatter ScatterElements ScatterND Shape Size Slice SpaceToDepth Split Squeeze Tile Transpose Trilu"
                    + " Unsqueeze",
            "Upsample");

    /** Operators that hold graphs, which are checked too. */
    public static final Set<String> CONTROL = words("If Loop Scan");

    /** Operators on bytes. */
    public static final Set<String> QUANTISED =
            words("ConvInteger DequantizeLinear DynamicQuantizeLinear MatMulInteger QLinearConv QLinearMatMul"
                    + " QuantizeLinear");

    /** All of them. */
    public static final Set<String> STANDARD = Stream.of(
                    ACTIVATIONS, FUNCTIONS, ARITHMETIC, REDUCTIONS, LAYERS, LAYOUT, CONTROL, QUANTISED)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Operators() {}

    private static Set<String> words(String... lines) {
        return Set.copyOf(List.of(String.join(" ", lines).split(" ")));
    }
}
