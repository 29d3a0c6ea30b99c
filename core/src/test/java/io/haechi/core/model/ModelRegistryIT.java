package io.haechi.core.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes change aliases at once. */
class ModelRegistryIT {
    private static final int CHANGES = 20;

    @TempDir
    Path folder;

    @Test
    void neitherOfTwoProcessesLosesTheOthersChanges() throws IOException, InterruptedException {
        for (String id : new String[] {"a", "b"}) {
            ModelPackage.write(folder.resolve(id), Cards.card(id), Map.of("model.onnx", id.getBytes(UTF_8)));
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Other.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        while (ModelStore.of(folder).registry().history().isEmpty() && other.isAlive()) {
            Thread.sleep(5);
        }
        alternate(folder, Alias.CHALLENGER);
        assertThat(other.waitFor()).isZero();
        assertThat(ModelStore.of(folder).registry().history()).hasSize(2 * CHANGES);
    }

    private static void alternate(Path folder, Alias alias) {
        for (int i = 0; i < CHANGES; i++) {
            ModelStore.of(folder).registry().promote(i % 2 == 0 ? "a" : "b", alias, "");
        }
    }

    /** The other process. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) {
            alternate(Path.of(arguments[0]), Alias.CHAMPION);
        }
    }
}
