package io.haechi.onnx.graph;

import static io.haechi.onnx.graph.Call.one;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.haechi.onnx.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operators that work value by value. */
final class ElementRules {
    private static final Set<String> LIKE_FIRST_INPUT = Set.of("BitwiseNot", "Clip", "CumSum");

    private ElementRules() {}

    static void addTo(Map<String, Rule> rules) {
        for (Set<String> ops : List.of(Operators.ACTIVATIONS, Operators.FUNCTIONS, LIKE_FIRST_INPUT)) {
            ops.forEach(op -> rules.put(op, ElementRules::like));
        }
        rules.put("Identity", call -> List.of(call.in(0)));
        rules.put("Abs", call -> like(call, Math::absExact));
        rules.put("Neg", call -> like(call, Math::negateExact));
        rules.put("Sign", call -> like(call, Long::signum));
        rules.put("Not", call -> like(call, n -> 1 - n));
        for (String op : List.of("IsInf", "IsNaN")) {
            rules.put(op, call -> one(DataType.BOOL, call.dims(0)));
        }
        rules.put("Add", call -> arithmetic(call, Math::addExact));
        rules.put("Sub", call -> arithmetic(call, Math::subtractExact));
        rules.put("Mul", call -> arithmetic(call, Math::multiplyExact));
        rules.put("Div", call -> arithmetic(call, (a, b) -> b == 0 ? Known.ANY : a / b));
        rules.put("Mod", call -> arithmetic(call, (a, b) -> a < 0 || b <= 0 ? Known.ANY : a % b));
        rules.put("Max", call -> arithmetic(call, Math::max));
        rules.put("Min", call -> arithmetic(call, Math::min));
        for (String op : List.of("Mean", "Sum", "Pow", "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor")) {
            rules.put(op, call -> one(call.type(0), together(call)));
        }
        rules.put("And", call -> comparison(call, (a, b) -> a & b));
        rules.put("Or", call -> comparison(call, (a, b) -> a | b));
        rules.put("Xor", call -> comparison(call, (a, b) -> a ^ b));
        rules.put("Equal", call -> comparison(call, (a, b) -> a == b ? 1 : 0));
        rules.put("Greater", call -> comparison(call, (a, b) -> a > b ? 1 : 0));
        rules.put("GreaterOrEqual", call -> comparison(call, (a, b) -> a >= b ? 1 : 0));
        rules.put("Less", call -> comparison(call, (a, b) -> a < b ? 1 : 0));
        rules.put("LessOrEqual", call -> comparison(call, (a, b) -> a <= b ? 1 : 0));
        rules.put("Where", ElementRules::where);
        rules.put(
                "Cast", call -> cast(call, DataType.forNumber((int) call.node().integer("to", 0))));
        rules.put("CastLike", call -> cast(call, call.type(1)));
    }

    private static List<Known> like(Call call) {
        return one(call.type(0), call.dims(0));
    }

    private static List<Known> like(Call call, LongUnaryOperator operator) {
        long[] numbers = call.numbers(0);
        if (numbers == null) {
            return like(call);
        }
        long[] results = new long[numbers.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = numbers[i] == Known.ANY ? Known.ANY : operator.applyAsLong(numbers[i]);
        }
        return one(call.type(0), call.dims(0), results);
    }

    private static long @Nullable [] together(Call call) {
        List<long @Nullable []> all = new ArrayList<>();
        call.inputs().forEach(input -> all.add(input.value().dims()));
        return Sizes.broadcast(all);
    }

    private static List<Known> arithmetic(Call call, LongBinaryOperator operator) {
        DataType type = call.inputs().stream()
                .map(input -> input.value().type())
                .filter(each -> each != DataType.UNDEFINED)
                .findFirst()
                .orElse(DataType.UNDEFINED);
        return one(type, together(call), call.inputs().size() == 2 ? combined(call, operator) : null);
    }

    private static List<Known> comparison(Call call, LongBinaryOperator operator) {
        return one(DataType.BOOL, together(call), combined(call, operator));
    }

    /** Numbers in a row with as many others, or with a single one. */
    private static long @Nullable [] combined(Call call, LongBinaryOperator operator) {
        long[] a = call.numbers(0);
        long[] b = call.numbers(1);
        if (a == null || b == null || (a.length != b.length && a.length != 1 && b.length != 1)) {
            return null;
        }
        boolean areRows = call.needDims(0).length <= 1 && call.needDims(1).length <= 1;
        long[] results = new long[a.length == 1 ? b.length : a.length];
        for (int i = 0; i < results.length; i++) {
            results[i] = combined(a[a.length == 1 ? 0 : i], b[b.length == 1 ? 0 : i], operator);
        }
        return areRows ? results : null;
    }

    private static long combined(long a, long b, LongBinaryOperator operator) {
        return a == Known.ANY || b == Known.ANY ? Known.ANY : operator.applyAsLong(a, b);
    }

    private static List<Known> where(Call call) {
        long[] choice = call.numbers(0);
        long[] yes = call.numbers(1);
        long[] no = call.numbers(2);
        long[] dims = together(call);
        DataType type = call.type(1) == DataType.UNDEFINED ? call.type(2) : call.type(1);
        if (choice == null || yes == null || no == null || dims == null || dims.length > 1) {
            return one(type, dims);
        }
        long[] results = new long[Math.toIntExact(Math.max(Sizes.count(dims), 0))];
        for (int i = 0; i < results.length; i++) {
            long chosen = choice[choice.length == 1 ? 0 : i];
            long[] from = chosen == 0 ? no : yes;
            results[i] = chosen == Known.ANY ? Known.ANY : from[from.length == 1 ? 0 : i];
        }
        return one(type, dims, results);
    }

    private static List<Known> cast(Call call, @Nullable DataType to) {
        long[] numbers = call.numbers(0);
        if (numbers != null && to == DataType.BOOL) {
            numbers = numbers.clone();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = numbers[i] == Known.ANY || numbers[i] == 0 ? numbers[i] : 1;
            }
        }
        return one(to == null ? DataType.UNDEFINED : to, call.dims(0), numbers);
    }
}
