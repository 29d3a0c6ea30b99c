package io.haechi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.ModelException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.model.AliasChange;
import io.haechi.core.model.Lineage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model verify",
            "  haechi model verify voice-line-vote",
            "  haechi model verify champion --data recordings/",
            ""
        },
        description = {
            "Walk from these models, or from all and from what is promoted, to what they rest on: every file, the members of",
            "a vote, the model one was made from, down to the hash of the data. Exits with 5 if a link does not hold."
        })
final class ModelVerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "champion, challenger, ids or paths")
    private List<String> chosen = List.of();

    @Mixin
    private ModelWord words = new ModelWord();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data the models were made from; its hash must be the one at the end of the chain")
    private @Nullable Path data;

    @Option(names = "--json", description = "one JSON object on stdout")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final List<String> broken = new ArrayList<>();

    @Override
    public Integer call() {
        ModelStore store = ModelStore.standard();
        @Nullable DataFolder folder = data == null ? null : DataFolder.open(data, words.problem());
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("schema", "haechi/1");
        ArrayNode models = object.putArray("models");
        for (String word : chosen.isEmpty() ? store.ids() : chosen) {
            Lineage lineage = lineage(store, word);
            LineageWords.addTo(models.addObject(), lineage);
            lineage.broken().forEach(link -> broken.add(link.words()));
            if (!json && lineage.state() == Lineage.State.HOLDS) {
                spec.commandLine().getOut().print(LineageWords.of(lineage));
            }
            if (folder != null) {
                verify(lineage, folder);
            }
        }
        if (chosen.isEmpty()) {
            promoted(store);
        }
        return conclude(object);
    }

    private Integer conclude(ObjectNode object) {
        if (json) {
            ArrayNode sentences = object.put("holds", broken.isEmpty()).putArray("broken");
            broken.forEach(sentences::add);
            spec.commandLine().getOut().println(object);
        }
        spec.commandLine().getOut().flush();
        broken.forEach(sentence -> spec.commandLine().getErr().println("haechi: " + sentence));
        return broken.isEmpty() ? ExitCode.DONE : ExitCode.MODEL;
    }

    /** A path's members and parents may stand beside it. */
    private Lineage lineage(ModelStore store, String word) {
        if (ModelStore.isPath(word)) {
            Path beside = Path.of(word).toAbsolutePath().getParent();
            return Lineage.of(beside == null ? store : store.with(beside), word);
        }
        try {
            return Lineage.of(store, words.id(store, word));
        } catch (ModelException e) {
            String sentence = String.valueOf(e.getMessage());
            return new Lineage(Lineage.Kind.MODEL, word, "", Lineage.State.BROKEN, sentence, List.of());
        }
    }

    private void verify(Lineage lineage, DataFolder folder) {
        @Nullable String named = lineage.dataSha256();
        if (named != null && !named.equals(folder.sha256())) {
            broken.add(lineage.name() + ": was made from data " + Sha256.brief(named) + ", " + folder.folder() + " is "
                    + Sha256.brief(folder.sha256()) + "; another folder, or it has changed since.");
        }
    }

    /** What is promoted must be what was promoted. */
    private void promoted(ModelStore store) {
        try {
            for (AliasChange change : store.registry().current()) {
                try {
                    store.registry().pinned(change);
                } catch (ModelException e) {
                    broken.add(String.valueOf(e.getMessage()));
                }
            }
        } catch (ModelException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
    }
}
