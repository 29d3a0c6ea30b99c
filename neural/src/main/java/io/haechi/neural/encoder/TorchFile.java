package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads what {@code torch.save} writes of a dictionary of tensors since PyTorch 1.6: a zip with {@code data.pkl}, a pickle
 * that says which tensor is which part of which storage, and a file of numbers for each storage.
 *
 * <p>A pickle is a program for Python. Ours is not run: {@link TensorPickle} knows tensors and the dictionaries that they
 * stand in, and refuses whatever else is asked for.
 */
final class TorchFile {
    private static final String PICKLE = "/data.pkl";
    private static final String DATA = "/data/";

    private TorchFile() {}

    static Map<String, Value> read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                    .findFirst()
                    .orElseThrow(() -> new ModelException(file + ": a zip without data.pkl, not what torch.save writes"));
            String folder = pickle.substring(0, pickle.length() - PICKLE.length());
            Map<String, TensorPickle.Tensor> tensors = TensorPickle.read(bytes(zip, file, pickle));
            Map<String, ByteBuffer> storages = new LinkedHashMap<>();
            Map<String, Value> values = new LinkedHashMap<>();
            for (Map.Entry<String, TensorPickle.Tensor> entry : tensors.entrySet()) {
                TensorPickle.Storage storage = entry.getValue().storage();
                if (storage.kind() == TensorFile.Kind.OTHER) {
                    continue;
                }
                ByteBuffer data = storages.get(storage.key());
                if (data == null) {
                    data = TensorFile.little(ByteBuffer.wrap(bytes(zip, file, folder + DATA + storage.key())));
                    storages.put(storage.key(), data);
                }
                values.put(entry.getKey(), value(entry.getValue(), data));
            }
            return values;
        } catch (ZipException e) {
            throw new ModelException(
                    file + ": not a zip: damaged, or written by a PyTorch before 1.6; write it anew with"
                            + " torch.save(torch.load(old, weights_only=True), new)",
                    e);
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | ArithmeticException e) {
            throw new ModelException(file + ": cannot be read as tensors (" + e.getMessage() + ")", e);
        }
    }

    private static byte[] bytes(ZipFile zip, Path file, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ModelException(file + ": holds no " + name + "; it is cut short or damaged");
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
        if (count < 0 || count > data.capacity() / (long) tensor.storage().kind().bytes()) {
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
