package io.haechi.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vote over {@code small} and {@code other}; {@code small} was made from {@code big}, which was fitted from data. */
class LineageTest {
    private static final String DATA = "d".repeat(64);

    @TempDir
    Path folder;

    private ModelStore store;
    private ModelPackage big;
    private ModelPackage small;

    @BeforeEach
    void aVoteAnAncestorAndItsData() {
        store = ModelStore.of(folder);
        big = write("big", new Provenance(DATA, "cnn", 7, "1", null, "2026-01-31T12:00:00Z"), Map.of(), "big");
        small = write("small", Provenance.derivedFrom(big, "int8", "2"), Map.of(), "small");
        ModelPackage other = write("other", Cards.MADE, Map.of(), "other");
        write("vote", Cards.MADE, Map.of("members", List.of(member(small), member(other))), "shortcut");
    }

    @Test
    void everyLinkOfAWholeChainHolds() {
        Lineage vote = Lineage.of(store, "vote");
        assertThat(vote.holds()).isTrue();
        assertThat(vote.sha256()).isEqualTo(store.find("vote").sha256());
        assertThat(tree(vote))
                .isEqualTo("MODEL vote(FILE model.onnx(), "
                        + "MEMBER small(FILE model.onnx(), PARENT big(FILE model.onnx(), DATA cnn()), DATA cnn()), "
                        + "MEMBER other(FILE model.onnx(), DATA simple-cnn()), DATA simple-cnn())");
        assertThat(vote.dataSha256()).isEqualTo(Cards.HASH);
        assertThat(Lineage.of(store, "small").dataSha256()).isEqualTo(DATA);
        assertThat(parent(Lineage.of(store, "small")).words()).isEqualTo("made from it by int8");
    }

    @Test
    void aDerivedModelPointsBackAndKeepsItsData() {
        Provenance provenance = small.card().provenance();
        assertThat(provenance.parentModel()).isEqualTo(big.sha256());
        assertThat(provenance.parentId()).isEqualTo("big");
        assertThat(provenance.method()).isEqualTo("int8");
        assertThat(provenance.dataSha256()).isEqualTo(DATA);
        assertThat(provenance.seed()).isEqualTo(7);
        assertThat(provenance.codeVersion()).isEqualTo("2");
        assertThat(ModelPackage.open(folder.resolve("small")).card()).isEqualTo(small.card());
    }

    @Test
    void cardsFromBeforeThereWereMethodsKeepTheirBytes() {
        String json = new String(big.card().toJson(), UTF_8);
        assertThat(json)
                .contains("\"parentModel\" : null")
                .doesNotContain("parentId")
                .doesNotContain("method\" : null");
        assertThat(Card.fromJson("here", json.getBytes(UTF_8))).isEqualTo(big.card());
    }

    @Test
    void aParentsNameOrMethodNeedsItsHash() {
        String time = "2026-01-31T12:00:00Z";
        assertThatThrownBy(() -> new Provenance(DATA, "cnn", 7, "1", null, time, "big", null))
                .hasMessage("A model with a parent needs the parent's hash, got only its id \"big\"");
        assertThatThrownBy(() -> new Provenance(DATA, "cnn", 7, "1", null, time, null, "int8"))
                .hasMessage("A model with a parent needs the parent's hash, got only the method \"int8\"");
    }

    @Test
    void aBrokenFileBreaksTheModel() throws IOException {
        Files.writeString(folder.resolve("vote/model.onnx"), "x");
        Lineage vote = Lineage.of(store, "vote");
        assertThat(vote.state()).isEqualTo(Lineage.State.BROKEN);
        assertThat(vote.words()).startsWith(folder.resolve("vote") + ": model.onnx has SHA-256 ");
        assertThat(vote.dataSha256()).isNull();
        assertThat(Lineage.of(store, "none").words()).startsWith("No model is called \"none\"");
    }

    @Test
    void aBrokenOrMissingMemberBreaksTheVote() throws IOException {
        Files.writeString(folder.resolve("other/model.onnx"), "x");
        assertThat(onlyBroken("vote").words()).startsWith(folder.resolve("other") + ": model.onnx has SHA-256 ");
        Files.delete(folder.resolve("other/model.onnx"));
        Files.delete(folder.resolve("other/card.json"));
        Files.delete(folder.resolve("other"));
        assertThat(onlyBroken("vote").words()).startsWith("No model is called \"other\"");
    }

    @Test
    void anotherMemberThanTheVoteWasFittedOnBreaksIt() {
        String named = store.find("other").sha256();
        String found = write("other", Cards.MADE, Map.of(), "fitted again").sha256();
        Lineage broken = onlyBroken("vote");
        assertThat(broken.kind()).isEqualTo(Lineage.Kind.MEMBER);
        assertThat(broken.words())
                .isEqualTo("other: has SHA-256 " + Sha256.brief(found) + ", the vote was fitted on "
                        + Sha256.brief(named) + "; put back the package of that hash.");
    }

    @Test
    void anotherParentThanWasNamedBreaksTheChainForAllThatRestOnIt() {
        String found = write("big", Cards.MADE, Map.of(), "fitted again").sha256();
        Lineage broken = onlyBroken("vote");
        assertThat(broken.kind()).isEqualTo(Lineage.Kind.PARENT);
        assertThat(broken.words())
                .isEqualTo("big: has SHA-256 " + Sha256.brief(found) + ", the model was made from "
                        + Sha256.brief(big.sha256()) + "; put back the package of that hash.");
    }

    @Test
    void aDamagedParentBreaksTheChain() throws IOException {
        Files.writeString(folder.resolve("big/model.onnx"), "x");
        assertThat(onlyBroken("small").words()).startsWith(folder.resolve("big") + ": model.onnx has SHA-256 ");
    }

    @Test
    void aParentThatIsNotAtHandIsSaidAndBreaksNothing() throws IOException {
        Files.move(folder.resolve("big"), folder.resolveSibling(folder.getFileName() + "-elsewhere"));
        Lineage lineage = Lineage.of(store, "small");
        assertThat(lineage.holds()).isTrue();
        assertThat(parent(lineage).state()).isEqualTo(Lineage.State.NOT_AT_HAND);
        assertThat(parent(lineage).sha256()).isEqualTo(big.sha256());
        assertThat(parent(lineage).words())
                .isEqualTo("made from it by int8; it is not at hand, so nothing is known but its hash");
        assertThat(lineage.dataSha256()).isEqualTo(DATA);
    }

    @Test
    void aParentIsFoundByItsHashWhateverItIsCalledNow() throws IOException {
        Files.move(folder.resolve("big"), folder.resolve("archive-2026"));
        assertThat(parent(Lineage.of(store, "small")).state()).isEqualTo(Lineage.State.HOLDS);
        Provenance byHashOnly = big.card().provenance().derivedFrom(big.sha256());
        write("old", byHashOnly, Map.of(), "old");
        assertThat(parent(Lineage.of(store, "old")).state()).isEqualTo(Lineage.State.HOLDS);
        write("orphan", byHashOnly.derivedFrom("e".repeat(64)), Map.of(), "orphan");
        assertThat(parent(Lineage.of(store, "orphan")).words())
                .isEqualTo("it is not at hand, so nothing is known but its hash");
    }

    private Lineage onlyBroken(String id) {
        Lineage lineage = Lineage.of(store, id);
        assertThat(lineage.holds()).isFalse();
        assertThat(lineage.broken()).hasSize(1);
        return lineage.broken().getFirst();
    }

    private static Lineage parent(Lineage lineage) {
        return lineage.links().stream()
                .filter(link -> link.kind() == Lineage.Kind.PARENT)
                .findFirst()
                .orElseThrow();
    }

    private static String tree(Lineage lineage) {
        return lineage.kind() + " " + lineage.name() + "("
                + String.join(
                        ", ", lineage.links().stream().map(LineageTest::tree).toList())
                + ")";
    }

    private static Map<String, Object> member(ModelPackage member) {
        return Map.of("id", member.id(), "sha256", member.sha256(), "weight", 0.5);
    }

    private ModelPackage write(String id, Provenance provenance, Map<String, Object> settings, String network) {
        Card plain = Cards.card(id);
        Card card = new Card(
                Card.SCHEMA,
                id,
                plain.problem(),
                provenance.recipe(),
                provenance,
                plain.threshold(),
                plain.calibration(),
                Map.of(),
                settings,
                plain.metrics(),
                plain.shortcut(),
                plain.licence(),
                plain.limits());
        return ModelPackage.write(folder.resolve(id), card, Map.of("model.onnx", network.getBytes(UTF_8)));
    }
}
