package io.haechi.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path file;
    private ModelStore store;
    private ModelRegistry registry;

    @BeforeEach
    void threeModels() {
        folder = temp.resolve("models");
        file = folder.resolve("aliases.jsonl");
        store = ModelStore.of(folder);
        registry = store.registry();
        for (String id : List.of("a", "b", "c")) {
            write(id, "network of " + id);
        }
    }

    @Test
    void aPromotedModelIsFoundUnderItsAlias() {
        AliasChange change = registry.promote("a", Alias.CHAMPION, "first");
        assertThat(change.problem()).isEqualTo("voice");
        assertThat(change.sha256()).isEqualTo(store.find("a").sha256());
        assertThat(change.previous()).isNull();
        assertThat(change.note()).isEqualTo("first");
        assertThat(change.by()).isEqualTo(System.getProperty("user.name"));
        assertThat(champion()).isEqualTo("a");
        assertThat(registry.find(Problem.VOICE, Alias.CHALLENGER)).isEmpty();
        assertThat(registry.find(Problem.CALL, Alias.CHAMPION)).isEmpty();
        assertThat(store.with(temp).resolve("champion", Problem.VOICE, "b").id())
                .isEqualTo("a");
    }

    @Test
    void asLongAsNothingIsPromotedTheShippedModelIsChampionAndNothingIsWritten() {
        assertThat(store.resolve("champion", Problem.VOICE, "b").id()).isEqualTo("b");
        assertThat(store.resolve("c", Problem.VOICE, "b").id()).isEqualTo("c");
        assertThat(registry.history()).isEmpty();
        assertThat(registry.current()).isEmpty();
        assertThat(file).doesNotExist();
        assertThat(ModelStore.of().registry().history()).isEmpty();
    }

    @Test
    void aChallengerThatNobodyNamedIsOneSentence() {
        assertThatThrownBy(() -> store.resolve("challenger", Problem.VOICE, "b"))
                .isInstanceOf(ModelException.class)
                .hasMessage("No challenger is named for voice; 'haechi model promote ID --as challenger' names one.");
    }

    @Test
    void theHistoryRemembersEveryChange() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        registry.promote("b", Alias.CHALLENGER, "smaller");
        registry.promote("b", Alias.CHAMPION, "");
        assertThat(registry.history()).extracting(AliasChange::model).containsExactly("a", "b", "b");
        assertThat(registry.history()).extracting(AliasChange::previous).containsExactly(null, null, "a");
        assertThat(registry.current())
                .extracting(change -> change.alias() + " " + change.model())
                .containsExactly("champion b", "challenger b");
        assertThat(Files.readAllLines(file).get(1))
                .matches("\\{\"time\":\"[^\"]+Z\",\"problem\":\"voice\",\"alias\":\"challenger\",\"kind\":\"promote\","
                        + "\"model\":\"b\",\"sha256\":\"[0-9a-f]{64}\",\"previous\":null,\"previousSha256\":null,"
                        + "\"by\":\"[^\"]*\",\"note\":\"smaller\"}");
    }

    @Test
    void promotingWhatIsPromotedWritesNothing() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        String before = Files.readString(file);
        registry.promote("a", Alias.CHAMPION, "again");
        assertThat(file).hasContent(before);
    }

    @Test
    void aRollbackGoesBackAndASecondOneFurtherBack() {
        registry.promote("a", Alias.CHAMPION, "");
        registry.promote("b", Alias.CHAMPION, "");
        registry.promote("c", Alias.CHAMPION, "");
        AliasChange first = registry.rollback("voice", Alias.CHAMPION, "too many alarms");
        assertThat(first.model()).isEqualTo("b");
        assertThat(first.previous()).isEqualTo("c");
        assertThat(first.kind()).isEqualTo(AliasChange.Kind.ROLLBACK);
        assertThat(champion()).isEqualTo("b");
        registry.rollback("voice", Alias.CHAMPION, "");
        assertThat(champion()).isEqualTo("a");
        registry.promote("c", Alias.CHAMPION, "");
        registry.rollback("voice", Alias.CHAMPION, "");
        assertThat(champion()).isEqualTo("a");
        assertThat(registry.history()).hasSize(7);
    }

    @Test
    void theFirstPromotionRolledBackLeavesTheShippedModelAndThenThereIsNothing() {
        registry.promote("a", Alias.CHAMPION, "");
        AliasChange last = registry.rollback("voice", Alias.CHAMPION, "");
        assertThat(last.model()).isNull();
        assertThat(store.resolve("champion", Problem.VOICE, "b").id()).isEqualTo("b");
        nothingToRollBack("voice", Alias.CHAMPION);
        nothingToRollBack("voice", Alias.CHALLENGER);
        nothingToRollBack("call", Alias.CHAMPION);
        assertThat(registry.history()).hasSize(2);
    }

    private void nothingToRollBack(String problem, Alias alias) {
        assertThatThrownBy(() -> registry.rollback(problem, alias, ""))
                .isInstanceOf(ModelException.class)
                .hasMessage("No " + alias + " is promoted for " + problem
                        + ", so there is nothing to roll back to; 'haechi model history' shows what was.");
    }

    @Test
    void anotherPackageUnderTheSameIdIsNotTaken() {
        String old = store.find("a").sha256();
        registry.promote("a", Alias.CHAMPION, "");
        String fresh = write("a", "fitted again").sha256();
        assertThatThrownBy(() -> store.resolve("champion", Problem.VOICE, "b"))
                .isInstanceOf(ModelException.class)
                .hasMessage("a: was promoted to champion for voice with SHA-256 " + Sha256.brief(old)
                        + ", the package found has " + Sha256.brief(fresh)
                        + "; put the old one back, run 'haechi model rollback voice', or promote another.");
        registry.promote("a", Alias.CHAMPION, "the new one");
        assertThat(champion()).isEqualTo("a");
        assertThatThrownBy(() -> registry.rollback("voice", Alias.CHAMPION, ""))
                .hasMessageEndingWith("; put the old one back, or promote another.");
    }

    @Test
    void aVanishedPackageIsNamedAndCanBeRolledBack() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        String hash = store.find("b").sha256();
        registry.promote("b", Alias.CHAMPION, "");
        delete("b");
        assertThatThrownBy(() -> registry.find(Problem.VOICE, Alias.CHAMPION))
                .isInstanceOf(ModelException.class)
                .hasMessage("b: was promoted to champion for voice with SHA-256 " + Sha256.brief(hash)
                        + " and is not to be found any more; copy the package back, run 'haechi model rollback voice',"
                        + " or promote another.");
        registry.rollback("voice", Alias.CHAMPION, "");
        assertThat(champion()).isEqualTo("a");
    }

    @Test
    void aRollbackToAVanishedPackageIsRefused() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        registry.promote("b", Alias.CHAMPION, "");
        delete("a");
        assertThatThrownBy(() -> registry.rollback("voice", Alias.CHAMPION, ""))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("a: was promoted to champion for voice with SHA-256 ");
        assertThat(champion()).isEqualTo("b");
        assertThat(registry.history()).hasSize(2);
    }

    @Test
    void onlyWhatIsInTheStoreAndWholeIsPromoted() throws IOException {
        assertThatThrownBy(() -> registry.promote("none", Alias.CHAMPION, ""))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("No model is called \"none\"; known are a, b, c");
        assertThatThrownBy(() -> registry.promote(folder + "/a", Alias.CHAMPION, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + "/a: is a path; copy the package into " + folder + " and promote it by its id");
        Files.writeString(folder.resolve("a/model.onnx"), "tampered");
        assertThatThrownBy(() -> registry.promote("a", Alias.CHAMPION, "")).hasMessageContaining("model.onnx has");
        assertThatThrownBy(() -> ModelStore.of().registry().rollback("voice", Alias.CHAMPION, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This model store has no folder of its own to keep aliases in");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"2026-01-31T12:0",
                "no json",
                "",
                "null",
                "[]",
                "{}",
                "\0\0\0\0",
                "{\"time\":\"yesterday\",\"problem\":\"voice\",\"alias\":\"champion\",\"kind\":\"promote\"}",
                "{\"time\":\"2026-01-31T12:00:00Z\",\"problem\":\"voice\",\"alias\":\"queen\",\"kind\":\"promote\"}",
                "{\"time\":\"2026-01-31T12:00:00Z\",\"problem\":\"voice\",\"alias\":\"champion\",\"kind\":\"promote\"}",
                "{\"time\":\"2026-01-31T12:00:00Z\",\"problem\":\"voice\",\"alias\":\"challenger\",\"kind\":\"rollback\"}",
                "{\"time\":\"2026-01-31T12:00:00Z\",\"problem\":\"voice\",\"alias\":\"champion\",\"kind\":\"promote\","
                        + "\"model\":\"c\",\"sha256\":\"3f\"}"
            })
    void aDamagedLineStopsReadersAndWritersAndNothingIsLost(String damage) throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        String damaged = Files.readString(file) + damage + "\n";
        Files.writeString(file, damaged);
        List<Runnable> uses = List.of(
                () -> registry.history(),
                () -> registry.find(Problem.VOICE, Alias.CHAMPION),
                () -> registry.promote("b", Alias.CHAMPION, ""),
                () -> registry.rollback("voice", Alias.CHAMPION, ""));
        for (Runnable use : uses) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith(file + ", line 2: is no entry of the history (")
                    .hasMessageEndingWith(
                            "); nothing was changed. Mend or remove the line; until then name models by id.")
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(Files.readString(file)).isEqualTo(damaged);
        assertThat(store.resolve("b", Problem.VOICE, "c").id()).isEqualTo("b");
    }

    @Test
    void aLineThatWasTakenOutIsNoticed() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        registry.promote("b", Alias.CHAMPION, "");
        registry.promote("c", Alias.CHAMPION, "");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(1);
        Files.write(file, lines);
        assertThatThrownBy(() -> registry.history())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("line 2: is no entry of the history (it says that it replaced b "
                        + Sha256.brief(store.find("b").sha256()) + ", the lines above that this was a ");
    }

    @Test
    void aFileEmptiedIsNotTakenForNoHistory() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> store.resolve("champion", Problem.VOICE, "b"))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + ": is empty, which it never is when written; put back a copy, or remove the file to"
                        + " begin a new history.");
    }

    @Test
    void aLastLineWithoutItsEndIsWhole() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        Files.writeString(file, Files.readString(file).stripTrailing());
        registry.promote("b", Alias.CHAMPION, "");
        assertThat(registry.history()).extracting(AliasChange::model).containsExactly("a", "b");
    }

    @Test
    void whatAnInterruptedWriterLeftBehindIsNoHindrance() throws IOException {
        registry.promote("a", Alias.CHAMPION, "");
        Path part = Files.writeString(folder.resolve(".aliases.jsonl.part"), "{\"time\":");
        registry.promote("b", Alias.CHAMPION, "");
        assertThat(champion()).isEqualTo("b");
        assertThat(part).doesNotExist();
    }

    @Test
    void twoWritersAtOnceBothFindTheirWayIntoTheHistory() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (String id : List.of("a", "b", "c", "a")) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 10; i++) {
                        store.registry().promote(id, Alias.CHALLENGER, id);
                        store.registry().history();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        // Reading checks that every entry follows from the one before: none was written over another.
        assertThat(registry.history()).hasSizeBetween(3, 40);
        assertThat(registry.history()).extracting(AliasChange::model).contains("a", "b", "c");
    }

    @Test
    void aWriterThatNeverFinishesIsNotWaitedForForever() throws IOException {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(".aliases.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            ModelRegistry hasty = new ModelRegistry(store, folder, Duration.ofMillis(50));
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> hasty.promote("a", Alias.CHAMPION, ""))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(folder + ": another haechi has been changing the aliases for 0 s; nothing was changed,"
                            + " try again when it is done.");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsOneSentence() throws IOException {
        Path blocked = Files.writeString(temp.resolve("file"), "x");
        ModelRegistry nowhere = new ModelRegistry(store, blocked.resolve("models"));
        assertThatThrownBy(() -> nowhere.promote("a", Alias.CHAMPION, ""))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(blocked.resolve("models/aliases.jsonl") + ": cannot be written (")
                .hasMessageEndingWith("); nothing was changed.");
    }

    private String champion() {
        return registry.find(Problem.VOICE, Alias.CHAMPION).orElseThrow().id();
    }

    private ModelPackage write(String id, String network) {
        return ModelPackage.write(folder.resolve(id), Cards.card(id), Map.of("model.onnx", network.getBytes(UTF_8)));
    }

    private void delete(String id) throws IOException {
        Files.delete(folder.resolve(id).resolve("model.onnx"));
        Files.delete(folder.resolve(id).resolve("card.json"));
        Files.delete(folder.resolve(id));
    }
}
