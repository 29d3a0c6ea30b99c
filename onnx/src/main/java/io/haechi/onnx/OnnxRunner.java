package io.haechi.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.haechi.core.ModelException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs one ONNX model on the processor.
 *
 * <p>The thread count is explicit and the threads sleep between runs instead of spinning, so that several models share a
 * small machine well. A runner may be used by many threads at once; closing it waits for the runs under way. It copies
 * values in and out and keeps no native memory between runs but the model itself. With one thread count, the same input
 * gives the same output.
 */
public final class OnnxRunner implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, long[]> inputs;
    private final Map<String, long[]> outputs;
    private final Map<String, OnnxJavaType> inputTypes = new HashMap<>();
    private final Set<String> floatOutputs = new LinkedHashSet<>();
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean isClosed;

    private OnnxRunner(OrtSession session) throws OrtException {
        this.session = session;
        this.inputs = shapes(session.getInputInfo());
        this.outputs = shapes(session.getOutputInfo());
        session.getInputInfo().forEach((name, info) -> {
            if (info.getInfo() instanceof TensorInfo tensor) {
                inputTypes.put(name, tensor.type);
            }
        });
        session.getOutputInfo().forEach((name, info) -> {
            if (info.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
                floatOutputs.add(name);
            }
        });
    }

    /**
     * Checks a model ({@link ModelFile#check(byte[])}) and loads it.
     *
     * @param model the bytes of an ONNX file
     * @param threads how many threads one run may use, 1 or more
     * @throws ModelException if the model is refused or the runtime cannot load it
     */
    public static OnnxRunner open(byte[] model, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("A model needs at least one thread, got " + threads);
        }
        ModelFile.check(model);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return new OnnxRunner(OnnxEnvironment.get().createSession(model, options));
        } catch (OrtException e) {
            throw new ModelException("The model cannot be loaded: " + reason(e), e);
        }
    }

    /** Version of the runtime; loads its native library, so a missing one is found out here. */
    public static String version() {
        return OnnxEnvironment.get().getVersion();
    }

    /** The model's inputs in its order: name to shape, -1 where a size is free. */
    public Map<String, long[]> inputs() {
        return inputs;
    }

    /** The model's outputs in its order: name to shape, -1 where a size is free. */
    public Map<String, long[]> outputs() {
        return outputs;
    }

    /** Those outputs that are 32-bit floats, in the model's order. */
    public Set<String> floatOutputs() {
        return Collections.unmodifiableSet(floatOutputs);
    }

    /**
     * Runs a model that has one float input and one float output.
     *
     * @param input the values, row-major
     * @param shape the input's sizes, all known
     * @return the output's values, row-major
     * @throws IllegalArgumentException if the model has more inputs or outputs, or sizes and values do not fit
     * @throws ModelException if the model fails on this input
     */
    public float[] run(float[] input, long... shape) {
        if (inputs.size() != 1 || outputs.size() != 1) {
            throw new IllegalArgumentException("The model has the inputs " + inputs.keySet() + " and the outputs "
                    + outputs.keySet() + "; name them");
        }
        String name = inputs.keySet().iterator().next();
        return run(Map.of(name, Tensor.of(input, shape)))
                .values()
                .iterator()
                .next()
                .floats();
    }

    /**
     * Runs the model.
     *
     * @param values every input by its name
     * @return every output by its name, in the model's order
     * @throws IllegalArgumentException if an input is missing or unknown, or the runner is closed
     * @throws ModelException if the model fails on these inputs
     */
    public Map<String, Tensor> run(Map<String, Tensor> values) {
        return run(values, outputs.keySet());
    }

    /**
     * Runs the model for some of its outputs; the others may be of types that {@link Tensor} does not hold.
     *
     * @param values every input by its name
     * @param wanted the outputs to give
     * @return the wanted outputs by name
     * @throws IllegalArgumentException if an input is missing or unknown, an output unknown, or the runner is closed
     * @throws ModelException if the model fails on these inputs
     */
    public Map<String, Tensor> run(Map<String, Tensor> values, Set<String> wanted) {
        if (!outputs.keySet().containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "The model has the outputs " + outputs.keySet() + ", asked for " + wanted);
        }
        if (!values.keySet().equals(inputs.keySet())) {
            throw new IllegalArgumentException(
                    "The model has the inputs " + inputs.keySet() + ", got values for " + values.keySet());
        }
        lock.readLock().lock();
        try {
            if (isClosed) {
                throw new IllegalArgumentException("The model was closed before this run");
            }
            return runOpen(values, wanted);
        } catch (OrtException e) {
            throw new ModelException("The model failed: " + reason(e), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Map<String, Tensor> runOpen(Map<String, Tensor> values, Set<String> wanted) throws OrtException {
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> entry : values.entrySet()) {
                OnnxJavaType type = inputTypes.getOrDefault(entry.getKey(), OnnxJavaType.UNKNOWN);
                feeds.put(entry.getKey(), NativeTensors.feed(entry.getKey(), type, entry.getValue()));
            }
            try (OrtSession.Result result = session.run(feeds, wanted)) {
                Map<String, Tensor> answers = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> entry : result) {
                    answers.put(entry.getKey(), NativeTensors.answer(entry.getKey(), entry.getValue()));
                }
                return answers;
            }
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    private static Map<String, long[]> shapes(Map<String, NodeInfo> infos) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        infos.forEach((name, info) ->
                shapes.put(name, info.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0]));
        return Collections.unmodifiableMap(shapes);
    }

    private static String reason(OrtException e) {
        String message = e.getMessage();
        return message == null ? e.getCode().toString() : message.replaceAll("\\s+", " ");
    }

    /** Frees the model after the runs under way; closing twice does nothing. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new ModelException("The model could not be closed: " + reason(e), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
