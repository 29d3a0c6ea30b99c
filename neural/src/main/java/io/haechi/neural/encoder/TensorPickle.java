package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads a pickle of named tensors, and nothing else: values are put together on a stack as the pickle says, but the only
 * things that it may name are PyTorch's way to rebuild a tensor, its kinds of storage, and {@code OrderedDict}. No class is
 * looked up, nothing is called.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">The operations</a>
 */
final class TensorPickle {
    private static final int MOST_VALUES = 10_000_000;
    private static final Map<String, TensorFile.Kind> STORAGES = Map.of(
            "torch DoubleStorage", TensorFile.Kind.F64,
            "torch FloatStorage", TensorFile.Kind.F32,
            "torch HalfStorage", TensorFile.Kind.F16,
            "torch BFloat16Storage", TensorFile.Kind.BF16,
            "torch LongStorage", TensorFile.Kind.WHOLE_8,
            "torch IntStorage", TensorFile.Kind.WHOLE_4,
            "torch ShortStorage", TensorFile.Kind.WHOLE_2,
            "torch CharStorage", TensorFile.Kind.WHOLE_1,
            "torch ByteStorage", TensorFile.Kind.WHOLE_1,
            "torch BoolStorage", TensorFile.Kind.WHOLE_1);
    private static final String TENSOR = "torch._utils _rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils _rebuild_parameter";
    private static final String DICTIONARY = "collections OrderedDict";

    /** A file of numbers, by its name in the archive. */
    record Storage(TensorFile.Kind kind, String key) {}

    /** Part of a storage; offset and strides count numbers, not bytes. */
    record Tensor(Storage storage, long offset, long[] shape, long[] strides) {}

    private record Name(String text) {}

    private enum Single {
        MARK,
        NOTHING
    }

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memory = new HashMap<>();

    private TensorPickle(ByteBuffer in) {
        this.in = in;
    }

    /**
     * The tensors in a pickled dictionary, by name.
     *
     * @throws ModelException if it holds anything else
     */
    static Map<String, Tensor> read(ByteBuffer pickle) {
        return guarded(() -> tensors(new TensorPickle(pickle).value()));
    }

    /**
     * One plain value, such as a list of names; the buffer then stands behind it.
     *
     * @throws ModelException if it is nothing of the kind
     */
    static Object value(ByteBuffer pickle) {
        return guarded(() -> new TensorPickle(pickle).value());
    }

    private static <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw e instanceof ModelException known
                    ? known
                    : new ModelException("The pickle is damaged or no pickle of tensors", e);
        }
    }

    private static Map<String, Tensor> tensors(Object whole) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (!(whole instanceof Map<?, ?> map)) {
            throw new ModelException("The pickle holds no dictionary of tensors");
        }
        map.forEach((key, value) -> {
            if (!(key instanceof String name) || !(value instanceof Tensor tensor)) {
                throw new ModelException("The pickle's dictionary holds \"" + key
                        + "\", which is no tensor; save the model's state_dict alone");
            }
            tensors.put(name, tensor);
        });
        return tensors;
    }

    private Object value() {
        while (true) {
            if (stack.size() + memory.size() > MOST_VALUES) {
                throw new ModelException("The pickle is larger than any model's");
            }
            int operation = in.get() & 0xff;
            if (operation == '.') {
                return stack.pop();
            }
            run(operation);
        }
    }

    private void run(int operation) {
        switch (operation) {
            case 0x80 -> in.get(); // protocol
            case 0x95 -> in.getLong(); // frame
            case '(' -> stack.push(Single.MARK);
            case 'N' -> stack.push(Single.NOTHING);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'K' -> stack.push((long) (in.get() & 0xff));
            case 'M' -> stack.push((long) (in.getShort() & 0xffff));
            case 'J' -> stack.push((long) in.getInt());
            case 0x8a -> stack.push(number(in.get()));
            case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> stack.push(text(in.getInt()));
            case 0x8c -> stack.push(text(in.get() & 0xff));
            case '}' -> stack.push(new LinkedHashMap<>());
            case ']' -> stack.push(new ArrayList<>());
            case ')' -> stack.push(List.of());
            case 0x85, 0x86, 0x87 -> tuple(operation - 0x84);
            case 't' -> stack.push(List.copyOf(marked()));
            case 'a', 'e' -> append(operation);
            case 's', 'u' -> put(operation);
            case 'q' -> memory.put(in.get() & 0xff, top());
            case 'r' -> memory.put(in.getInt(), top());
            case 0x94 -> memory.put(memory.size(), top());
            case 'h' -> recall(in.get() & 0xff);
            case 'j' -> recall(in.getInt());
            case 'c' -> stack.push(named(line() + " " + line()));
            case 0x93 -> {
                Object name = stack.pop();
                stack.push(named(stack.pop() + " " + name));
            }
            case 'Q' -> stack.push(storage(list(stack.pop())));
            case 'R' -> {
                List<Object> arguments = list(stack.pop());
                stack.push(built(((Name) stack.pop()).text(), arguments));
            }
            case 'b' -> stack.pop(); // what Python would set on a dictionary: versions of modules, of no use here
            default ->
                throw new ModelException(
                        "The pickle asks for operation " + operation + ", which no file of tensors needs; not read");
        }
    }

    private Object top() {
        return stack.element();
    }

    private void recall(int place) {
        Object kept = memory.get(place);
        if (kept == null) {
            throw new ModelException("The pickle is damaged: it recalls what it never kept");
        }
        stack.push(kept);
    }

    private long number(int size) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            number |= (in.get() & 0xffL) << (8 * i);
        }
        return size > 0 && size < 8 ? number << (64 - 8 * size) >> (64 - 8 * size) : number;
    }

    private String text(int size) {
        if (size < 0 || size > in.remaining()) {
            throw new ModelException("The pickle is cut short");
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (byte next = in.get(); next != '\n'; next = in.get()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private void tuple(int size) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.addFirst(stack.pop());
        }
        stack.push(List.copyOf(values));
    }

    /** What stands above the last mark, in order. */
    private List<Object> marked() {
        List<Object> values = new ArrayList<>();
        for (Object value = stack.pop(); value != Single.MARK; value = stack.pop()) {
            values.add(value);
        }
        return values.reversed();
    }

    private void append(int operation) {
        List<Object> values = operation == 'e' ? marked() : List.of(stack.pop());
        list(top()).addAll(values);
    }

    private void put(int operation) {
        List<Object> pairs = new ArrayList<>();
        if (operation == 'u') {
            pairs.addAll(marked());
        } else {
            Object value = stack.pop();
            pairs.add(stack.pop());
            pairs.add(value);
        }
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Name named(String text) {
        if (!STORAGES.containsKey(text)
                && !text.equals(TENSOR)
                && !text.equals(PARAMETER)
                && !text.equals(DICTIONARY)) {
            throw new ModelException("The pickle names \"" + text.replace(' ', '.')
                    + "\", which is no tensor: a file of weights has no need of it, so it is not read");
        }
        return new Name(text);
    }

    private static Storage storage(List<Object> id) {
        TensorFile.Kind kind = STORAGES.get(((Name) id.get(1)).text());
        if (!id.getFirst().equals("storage") || kind == null) {
            throw new ModelException("The pickle refers to something that is no storage of numbers");
        }
        return new Storage(kind, (String) id.get(2));
    }

    private static Object built(String name, List<Object> arguments) {
        return switch (name) {
            case TENSOR ->
                new Tensor(
                        (Storage) arguments.get(0),
                        (Long) arguments.get(1),
                        numbers(arguments.get(2)),
                        numbers(arguments.get(3)));
            case PARAMETER -> arguments.getFirst();
            case DICTIONARY -> new LinkedHashMap<>();
            default -> throw new ModelException("The pickle calls \"" + name + "\", which is nothing to call");
        };
    }

    private static long[] numbers(Object values) {
        return list(values).stream().mapToLong(value -> (Long) value).toArray();
    }
}
