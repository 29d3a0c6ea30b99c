package io.haechi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = {
            "Examples:",
            "  haechi model show voice-line-vote",
            "  haechi model show champion --json | jq .card.limits",
            ""
        },
        description = "A model's card: what it is, was made from, and gets.")
final class ModelShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "champion, challenger, an id or a path")
    private String word = "";

    @Mixin
    private ModelWord words = new ModelWord();

    @Option(names = "--json", description = "the card in one JSON object with the package's hash and size")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ModelPackage found = words.find(ModelStore.standard(), word);
        PrintWriter out = spec.commandLine().getOut();
        byte[] card = found.card().toJson();
        if (!json) {
            out.println(new String(card, StandardCharsets.UTF_8));
            return ExitCode.DONE;
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode object = mapper.createObjectNode();
        object.put("schema", "haechi/1").put("id", found.id());
        object.put("sha256", found.sha256()).put("bytes", found.sizeBytes());
        object.set("card", mapper.readTree(card));
        out.println(object);
        return ExitCode.DONE;
    }
}
