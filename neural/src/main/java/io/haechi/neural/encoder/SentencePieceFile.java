package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A SentencePiece model of the Unigram kind (Kudo, 2018).
 *
 * @param pieces by number
 * @param characters the map of characters that comes first, as Base64; empty if there is none
 * @param unknown number of the piece for what no other fits
 * @see <a href="https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto">The format</a>
 */
record SentencePieceFile(List<Piece> pieces, String characters, int unknown) {
    private static final int UNIGRAM = 1;
    private static final int NORMAL = 1;
    private static final int UNKNOWN = 2;

    /** One piece; special ones stand for no text of their own. */
    record Piece(String text, float score, boolean isSpecial) {}

    static SentencePieceFile read(Path file) throws IOException {
        try {
            return read(file, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ModelException(file + ": not a SentencePiece model, or cut short", e);
        }
    }

    private static SentencePieceFile read(Path file, ByteBuffer in) {
        List<Piece> pieces = new ArrayList<>();
        String characters = "";
        int kind = UNIGRAM;
        int unknown = 0;
        while (in.hasRemaining()) {
            Field field = Field.next(in);
            switch (field.number()) {
                case 1 -> {
                    Field[] parts = field.parts(4);
                    int type = parts[3].size() == 0 ? NORMAL : (int) parts[3].whole();
                    if (type == UNKNOWN) {
                        unknown = pieces.size();
                    }
                    pieces.add(new Piece(parts[1].text(), parts[2].real(), type != NORMAL));
                }
                case 2 -> kind = field.parts(4)[3].size() == 0 ? UNIGRAM : (int) field.parts(4)[3].whole();
                case 3 -> characters = Base64.getEncoder().encodeToString(field.parts(3)[2].bytes());
                default -> {}
            }
        }
        if (pieces.isEmpty()) {
            throw new ModelException(file + ": not a SentencePiece model; it holds no pieces");
        }
        if (kind != UNIGRAM) {
            throw new ModelException(
                    file + ": a SentencePiece model of kind " + kind + "; only Unigram (1) can be read");
        }
        return new SentencePieceFile(List.copyOf(pieces), characters, unknown);
    }

    /** One field of a protocol buffer; its number and its bytes, or its whole number in eight of them. */
    private record Field(int number, byte[] bytes) {
        private static final Field NONE = new Field(0, new byte[0]);

        static Field next(ByteBuffer in) {
            long tag = varint(in);
            int number = (int) (tag >>> 3);
            return switch ((int) (tag & 7)) {
                case 0 ->
                    new Field(number, ByteBuffer.allocate(8).putLong(varint(in)).array());
                case 1 -> new Field(number, taken(in, 8));
                case 2 -> new Field(number, taken(in, (int) varint(in)));
                case 5 -> new Field(number, taken(in, 4));
                default -> throw new IllegalArgumentException("no protocol buffer");
            };
        }

        private static byte[] taken(ByteBuffer in, int size) {
            if (size < 0 || size > in.remaining()) {
                throw new IllegalArgumentException("cut short");
            }
            byte[] bytes = new byte[size];
            in.get(bytes);
            return bytes;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = in.get();
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("no protocol buffer");
        }

        /** The fields inside, by number; the last of each counts. */
        Field[] parts(int count) {
            Field[] parts = new Field[count];
            java.util.Arrays.fill(parts, NONE);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            while (in.hasRemaining()) {
                Field part = next(in);
                if (part.number > 0 && part.number < count) {
                    parts[part.number] = part;
                }
            }
            return parts;
        }

        int size() {
            return bytes.length;
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        float real() {
            return bytes.length == 4 ? TensorFile.little(ByteBuffer.wrap(bytes)).getFloat() : 0;
        }

        long whole() {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
