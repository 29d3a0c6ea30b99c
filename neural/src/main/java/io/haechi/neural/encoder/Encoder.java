package io.haechi.neural.encoder;

import io.haechi.core.ModelException;
import io.haechi.neural.Layer;
import io.haechi.neural.Network;
import io.haechi.neural.Parameters;
import io.haechi.neural.Parameters.Value;
import io.haechi.neural.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A trained encoder of the BERT family, whose weights a network may start from.
 *
 * <pre>{@code
 * Encoder kobert = Encoder.open(Path.of("kobert"));
 * EncoderHead head = new EncoderHead(EncoderHead.Pool.FIRST, true, 0, 0.1);
 * Network network = kobert.network("kobert", head);
 * Trainer.fit(network, options, kobert.parameters(network, 1), ...);
 * }</pre>
 *
 * <p>What takes one row of token numbers and gives one logit. The numbers of shorter texts in a batch end in the padding
 * token.
 */
public final class Encoder {
    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String PROJECTION = "embeddings_project";
    private static final String POOLER = "pooler.dense";
    private static final List<String> PREFIXES = List.of("", "bert.", "electra.", "roberta.", "model.");
    /** Number of texts and of tokens are only known when the network runs. */
    private static final long[] INPUT = {-1, -1};

    private final String name;
    private final EncoderShape shape;
    private final Map<String, Value> tensors;
    private final EncoderTokens tokens;
    private final String prefix;

    /**
     * An encoder of these tensors.
     *
     * @param name what messages call it
     * @param tensors by the names of Hugging Face's {@code transformers}
     * @throws ModelException if there are no embeddings among the tensors
     */
    public Encoder(String name, EncoderShape shape, Map<String, Value> tensors, EncoderTokens tokens) {
        this.name = name;
        this.shape = shape;
        this.tensors = tensors;
        this.tokens = tokens;
        this.prefix = PREFIXES.stream()
                .filter(each -> tensors.containsKey(each + WORDS))
                .findFirst()
                .orElseThrow(() -> new ModelException(name + ": holds no \"" + WORDS + "\", with or without "
                        + String.join(", ", PREFIXES.subList(1, PREFIXES.size()))
                        + " in front; not an encoder's weights"));
    }

    /**
     * Reads a folder as Hugging Face keeps it: {@code config.json}, weights as {@code model.safetensors} or
     * {@code pytorch_model.bin}, tokens as {@link EncoderTokens#open} takes them.
     *
     * @throws ModelException if something is missing, damaged or of another kind
     * @throws IOException if a file cannot be read
     */
    public static Encoder open(Path folder) throws IOException {
        EncoderShape shape = EncoderShape.read(folder);
        Path weights = TensorFile.in(folder);
        return new Encoder(weights.toString(), shape, TensorFile.read(weights), EncoderTokens.open(folder));
    }

    /** Its sizes. */
    public EncoderShape shape() {
        return shape;
    }

    /** Its tokens. */
    public EncoderTokens tokens() {
        return tokens;
    }

    /** Sizes of a network's input: texts and tokens, both unknown. */
    public static long[] input() {
        return INPUT.clone();
    }

    /** The encoder's first blocks in our layers, with this head on them. */
    public Network network(String networkName, EncoderHead head) {
        List<Layer> start = new ArrayList<>(List.of(
                new Layer.TokenEmbedding(shape.vocabulary(), shape.embedding(), shape.places(), shape.padding()),
                new Layer.LayerNorm(shape.epsilon()),
                new Layer.Dropout(head.dropout())));
        if (shape.embedding() != shape.width()) {
            start.add(new Layer.Dense(shape.width()));
        }
        for (int block = 0; block < blocks(head); block++) {
            start.addAll(Network.bert(shape.width(), shape.heads(), shape.hidden(), shape.epsilon(), head.dropout()));
        }
        return Network.of(networkName, start, head.layers(shape.width()));
    }

    private int blocks(EncoderHead head) {
        if (head.blocks() > shape.blocks()) {
            throw new ModelException(name + ": has " + shape.blocks() + " blocks, asked for are " + head.blocks());
        }
        return head.blocks() == 0 ? shape.blocks() : head.blocks();
    }

    /** How many of a network's first layers are the embeddings and this many blocks. */
    public int layersBefore(int block) {
        return (shape.embedding() == shape.width() ? 3 : 4) + 4 * block;
    }

    /**
     * The parameters that a network of {@link #network} starts from.
     *
     * @param seed of what is not borrowed
     * @throws ModelException if a tensor is missing or has other sizes than {@code config.json} says
     */
    public Parameters parameters(Network network, EncoderHead head, long seed) {
        Map<String, Value> values =
                new LinkedHashMap<>(Trainer.initial(network, seed, INPUT).values());
        Iterator<String> names = List.copyOf(values.keySet()).iterator();
        for (Value value : borrowed(head)) {
            String own = names.next();
            long[] wanted = Objects.requireNonNull(values.get(own)).shape();
            if (!Arrays.equals(wanted, value.shape())) {
                throw new ModelException(name + ": what stands for " + own + " has the shape "
                        + Arrays.toString(value.shape()) + ", the network wants " + Arrays.toString(wanted)
                        + "; do config.json and the weights belong together?");
            }
            values.put(own, value);
        }
        return new Parameters(values);
    }

    /** The tensors in the order of the network's layers. */
    private List<Value> borrowed(EncoderHead head) {
        List<Value> values = new ArrayList<>();
        values.add(get(WORDS));
        values.add(places());
        norm(values, "embeddings.LayerNorm");
        if (shape.embedding() != shape.width()) {
            dense(values, PROJECTION);
        }
        for (int block = 0; block < blocks(head); block++) {
            String path = "encoder.layer." + block + ".";
            for (String part : List.of("query", "key", "value")) {
                dense(values, path + "attention.self." + part);
            }
            dense(values, path + "attention.output.dense");
            norm(values, path + "attention.output.LayerNorm");
            dense(values, path + "intermediate.dense");
            dense(values, path + "output.dense");
            norm(values, path + "output.LayerNorm");
        }
        if (head.isPooled()) {
            dense(values, POOLER);
        }
        return values;
    }

    /** The rows of the places that texts can have, with the first segment's vector added, as every text gets it. */
    private Value places() {
        Value rows = get("embeddings.position_embeddings.weight");
        Value segments = get("embeddings.token_type_embeddings.weight");
        int width = shape.embedding();
        int from = shape.firstPlace() * width;
        if (rows.values().length != from + shape.places() * width || segments.values().length < width) {
            throw new ModelException(name + ": the tables of places and segments have the shapes "
                    + Arrays.toString(rows.shape()) + " and " + Arrays.toString(segments.shape())
                    + ", config.json wants "
                    + (shape.firstPlace() + shape.places()) + " places of " + width
                    + "; do config.json and the weights belong together?");
        }
        float[] sums = new float[shape.places() * width];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = rows.values()[from + i] + segments.values()[i % width];
        }
        return new Value(new long[] {shape.places(), width}, sums);
    }

    private void dense(List<Value> values, String path) {
        values.add(get(path + ".weight"));
        values.add(get(path + ".bias"));
    }

    /** Old conversions from TensorFlow call scale and shift gamma and beta. */
    private void norm(List<Value> values, String path) {
        boolean isOld = tensors.containsKey(prefix + path + ".gamma");
        values.add(get(path + (isOld ? ".gamma" : ".weight")));
        values.add(get(path + (isOld ? ".beta" : ".bias")));
    }

    private Value get(String tensor) {
        Value value = tensors.get(prefix + tensor);
        if (value == null) {
            throw new ModelException(name + ": holds no \"" + prefix + tensor + "\", which an encoder of "
                    + shape.blocks() + " blocks as config.json describes it has; is the file another model's?");
        }
        return value;
    }

    /**
     * The same encoder with these tokens only, its table of vectors cut down to theirs.
     *
     * @param kept from {@link EncoderTokens#trimmed}
     */
    public Encoder trimmed(EncoderTokens.Trimmed kept) {
        Value whole = get(WORDS);
        int width = shape.embedding();
        float[] rows = new float[kept.rows().length * width];
        for (int i = 0; i < kept.rows().length; i++) {
            System.arraycopy(whole.values(), kept.rows()[i] * width, rows, i * width, width);
        }
        Map<String, Value> values = new LinkedHashMap<>(tensors);
        values.put(prefix + WORDS, new Value(new long[] {kept.rows().length, width}, rows));
        return new Encoder(
                name, shape.withVocabulary(kept.rows().length, kept.newNumber(shape.padding())), values, kept.tokens());
    }
}
