package io.haechi.call.speech.engine;

/** The words by which packages of speech models are written and read. */
public final class SpeechPackage {
    /** Problem of their cards. */
    public static final String PROBLEM = "speech";

    /** The setting that names the engine. */
    public static final String ENGINE = "engine";

    /** Value of {@link #ENGINE}: two graphs and a vocabulary, for ONNX Runtime. */
    public static final String ONNX = "onnx";

    /** Value of {@link #ENGINE}: one file, for whisper.cpp. */
    public static final String GGML = "ggml";

    /** That file. */
    public static final String GGML_FILE = "ggml-model.bin";

    private SpeechPackage() {}
}
