package io.haechi.voice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.neural.Network;
import io.haechi.neural.NetworkSize;
import io.haechi.onnx.WeightStorage;
import io.haechi.onnx.graph.Graph;
import io.haechi.onnx.measure.MultiplyAdds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a recipe's network costs to train, to keep and to run.
 *
 * @param recipe its name
 * @param parameters numbers that training moves
 * @param bytesFloat32 size of the exported model with four bytes a number
 * @param bytesFloat16 size with two, as packages keep it
 * @param multiplyAdds of the network for one window; the picture of the sound is not the network's work
 * @param window how recordings are cut
 * @param epochs of the recipe
 * @param stepsPerEpoch of the recipe
 * @param batch clips a step
 * @param time how long it took where it was trained; null if no log of that is at hand
 */
public record RecipeCost(
        String recipe,
        long parameters,
        long bytesFloat32,
        long bytesFloat16,
        MultiplyAdds multiplyAdds,
        WindowOptions window,
        int epochs,
        int stepsPerEpoch,
        int batch,
        @Nullable TrainingTime time) {

    static RecipeCost of(VoiceRecipe recipe, List<Path> logs) {
        if (recipe.isEnsemble()) {
            throw new IllegalArgumentException("Recipe " + recipe.name() + " is an ensemble of "
                    + String.join(", ", recipe.memberIds()) + ", which trains nothing; ask for their recipes");
        }
        VoiceRecipe.Training training = Objects.requireNonNull(recipe.training());
        WindowOptions window = Objects.requireNonNull(recipe.window());
        VoiceNetwork untrained = VoiceNetwork.untrained(recipe);
        Network network = untrained.network();
        long[] any = untrained.shape();
        long[] one = any.clone();
        one[0] = 1;
        byte[] whole = NetworkSize.blank(network, WeightStorage.FLOAT32, any);
        Graph graph = Graph.read(whole);
        return new RecipeCost(
                recipe.name(),
                NetworkSize.of(network, any).trained(),
                whole.length,
                NetworkSize.blank(network, WeightStorage.FLOAT16, any).length,
                MultiplyAdds.of(graph, Map.of(graph.inputs().keySet().iterator().next(), one)),
                window,
                training.options().epochs(),
                training.stepsPerEpoch(),
                training.batch(),
                TrainingTime.find(recipe.name(), logs));
    }

    /** Multiplications for each second where windows overlap, so that a second is heard more than once. */
    public double multiplyAddsPerSecond() {
        return multiplyAdds.total() / window.hopSeconds();
    }

    /** Steps of a whole training. */
    public int steps() {
        return epochs * stepsPerEpoch;
    }

    /** Minutes that a training took, as far as it is logged; not a number without a log. */
    public double minutes() {
        return time == null ? Double.NaN : time.minutes();
    }

    /** Epochs in the log; zero without one. */
    public int epochsLogged() {
        return time == null ? 0 : time.epochs();
    }

    /** One JSON object; without a log {@code minutes} is {@code null}. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("recipe", recipe).put("parameters", parameters);
        json.put("bytesFloat32", bytesFloat32).put("bytesFloat16", bytesFloat16);
        json.put("macsPerWindow", multiplyAdds.total()).put("macsPerSecond", multiplyAddsPerSecond());
        ObjectNode operators = json.putObject("macsByOperator");
        multiplyAdds.byOperator().forEach(operators::put);
        json.put("windowSeconds", window.seconds()).put("hopSeconds", window.hopSeconds());
        json.put("epochs", epochs).put("steps", steps()).put("batch", batch);
        json.put("minutes", time == null ? null : (Double) time.minutes());
        json.put("epochsLogged", epochsLogged());
        return json;
    }
}
