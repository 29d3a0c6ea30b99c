package io.haechi.onnx.platform;

/**
 * An operator that a target does not take and the plain processor has to run instead, with the tensors carried to and fro.
 *
 * @param node the operator's name, or its first output where it has none
 * @param op its kind
 * @param reason why, in words
 */
public record Fallback(String node, String op, String reason) {}
