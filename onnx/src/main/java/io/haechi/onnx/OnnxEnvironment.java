package io.haechi.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.haechi.core.ModelException;

/**
 * The runtime of this process, of which there is one: quiet, and with its maker's telemetry off. The runtime looks at the
 * environment variable {@code ORT_DISABLE_TELEMETRY} as it is loaded; the launcher sets it, and whoever uses Haechi as a
 * library and wants not even the library's own files in the cache should set it as well.
 */
public final class OnnxEnvironment {
    private static volatile boolean isSilenced;

    private OnnxEnvironment() {}

    /**
     * The runtime; loads its native library at the first call.
     *
     * @throws ModelException if its telemetry cannot be turned off
     */
    public static OrtEnvironment get() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "haechi");
        if (!isSilenced) {
            try {
                environment.setTelemetry(false);
            } catch (OrtException e) {
                throw new ModelException("The runtime's telemetry cannot be turned off: " + e.getMessage(), e);
            }
            isSilenced = true;
        }
        return environment;
    }
}
