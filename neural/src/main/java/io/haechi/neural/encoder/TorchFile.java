package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads what {@code torch.save} writes of a dictionary of tensors. Since PyTorch 1.6 that is a zip with {@code data.pkl}, a
 * pickle that says which tensor is which part of which storage, and a file of numbers for each storage. Before, it was five
 * pickles one after the other (a mark, a version, the machine's kinds of numbers, the tensors, the names of the storages) and
 * then each storage's length and numbers.
 *
 * <p>A pickle is a program for Python. Ours is not run: {@link TensorPickle} knows tensors and the dictionaries that they
 * stand in, and refuses whatever else is asked for.
 */
final class TorchFile {
    private static final String PICKLE = "/data.pkl";
    private static final String DATA = "/data/";
    /** What an old file begins with: the pickle of a certain large number. */
    private static final byte[] MARK = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

    private TorchFile() {}

    static Map<String, Value> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer start = ByteBuffer.allocate(MARK.length);
            channel.read(start);
            if (Arrays.equals(start.array(), MARK)) {
                return old(TensorFile.little(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())));
            }
            return zipped(file);
        } catch (ModelException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | ClassCastException
                | ArithmeticException e) {
            throw new ModelException(file + ": damaged or cut short; cannot be read as tensors", e);
        }
    }

    /** The form before PyTorch 1.6. */
    private static Map<String, Value> old(ByteBuffer in) {
        in.position(MARK.length);
        TensorPickle.value(in); // version
        if (TensorPickle.value(in) instanceof Map<?, ?> machine && Boolean.FALSE.equals(machine.get("little_endian"))) {
            throw new ModelException("written on a big-endian machine; write it anew on another");
        }
        Map<String, TensorPickle.Tensor> tensors = TensorPickle.read(in);
        Map<String, TensorFile.Kind> kinds = new LinkedHashMap<>();
        tensors.values()
                .forEach(tensor ->
                        kinds.put(tensor.storage().key(), tensor.storage().kind()));
        Map<String, ByteBuffer> storages = new LinkedHashMap<>();
        for (Object key : (List<?>) TensorPickle.value(in)) {
            TensorFile.Kind kind = kinds.get(String.valueOf(key));
            if (kind == null) {
                throw new ModelException("names a storage \"" + key + "\" that no tensor uses");
            }
            int size = Math.toIntExact(Math.multiplyExact(in.getLong(), (long) kind.bytes()));
            storages.put(String.valueOf(key), TensorFile.little(in.slice(in.position(), size)));
            in.position(in.position() + size);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (tensor.storage().kind().isFloat()) {
                values.put(name, value(tensor, stored(storages, tensor.storage().key())));
            }
        });
        return values;
    }

    private static ByteBuffer stored(Map<String, ByteBuffer> storages, String key) {
        ByteBuffer data = storages.get(key);
        if (data == null) {
            throw new ModelException("lacks the storage \"" + key + "\"");
        }
        return data;
    }

    private static Map<String, Value> zipped(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                    .findFirst()
                    .orElseThrow(() -> new ModelException("a zip without data.pkl, not what torch.save writes"));
            String folder = pickle.substring(0, pickle.length() - PICKLE.length());
            Map<String, TensorPickle.Tensor> tensors =
                    TensorPickle.read(TensorFile.little(ByteBuffer.wrap(bytes(zip, pickle))));
            Map<String, ByteBuffer> storages = new LinkedHashMap<>();
            Map<String, Value> values = new LinkedHashMap<>();
            for (Map.Entry<String, TensorPickle.Tensor> entry : tensors.entrySet()) {
                TensorPickle.Storage storage = entry.getValue().storage();
                if (!storage.kind().isFloat()) {
                    continue;
                }
                ByteBuffer data = storages.get(storage.key());
                if (data == null) {
                    data = TensorFile.little(ByteBuffer.wrap(bytes(zip, folder + DATA + storage.key())));
                    storages.put(storage.key(), data);
                }
                values.put(entry.getKey(), value(entry.getValue(), data));
            }
            return values;
        } catch (ZipException e) {
            throw new ModelException("neither a zip nor an old file of PyTorch's, damaged or cut short", e);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ModelException("holds no " + name + "; it is cut short or damaged");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Gathers a tensor's numbers, row by row, wherever its strides say that they lie. */
    private static Value value(TensorPickle.Tensor tensor, ByteBuffer data) {
        long[] shape = tensor.shape();
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count < 0
                || count > data.capacity() / (long) tensor.storage().kind().bytes()) {
            throw new IllegalArgumentException("a tensor of " + count + " numbers in " + data.capacity() + " bytes");
        }
        float[] floats = new float[(int) count];
        long[] place = new long[shape.length];
        long at = tensor.offset();
        for (int i = 0; i < floats.length; i++) {
            floats[i] = tensor.storage().kind().get(data, Math.toIntExact(at));
            for (int d = shape.length - 1; d >= 0; d--) {
                place[d]++;
                at += tensor.strides()[d];
                if (place[d] < shape[d]) {
                    break;
                }
                at -= shape[d] * tensor.strides()[d];
                place[d] = 0;
            }
        }
        return new Value(shape, floats);
    }
}
