package io.haechi.core.model;

import io.haechi.core.ModelException;
import io.haechi.core.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where packages are looked for: the folders of the person's own first, then what ships with Haechi.
 *
 * <p>A package is found by its id, which is also the name of its folder (or of its zip, without {@code .zip}). A name
 * with a slash or of an existing path is taken for a path.
 */
public final class ModelStore {
    private static final String SHIPPED = "/io/haechi/models/";

    private final List<Path> folders;
    private final @Nullable Path home;

    private ModelStore(List<Path> folders, @Nullable Path home) {
        this.folders = List.copyOf(folders);
        this.home = home;
    }

    /** {@code $HAECHI_MODELS} if set, else {@code ~/.haechi/models}; then the shipped ones. */
    public static ModelStore standard() {
        String named = System.getenv("HAECHI_MODELS");
        return of(
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".haechi", "models")
                        : Path.of(named));
    }

    /** These folders, then the shipped packages; aliases are kept in the first. Folders that do not exist are empty. */
    public static ModelStore of(Path... folders) {
        return new ModelStore(List.of(folders), folders.length == 0 ? null : folders[0]);
    }

    /** The same store with the same aliases, looking into this folder first. */
    public ModelStore with(Path folder) {
        List<Path> all = new ArrayList<>();
        all.add(folder);
        all.addAll(folders);
        return new ModelStore(all, home);
    }

    /** The folders of the person's own, in order; they need not exist. */
    public List<Path> folders() {
        return folders;
    }

    /** The champions and challengers among these models. */
    public ModelRegistry registry() {
        return new ModelRegistry(this, home);
    }

    /**
     * The package that a word stands for: {@code champion} or {@code challenger} of the problem, else an id or a path.
     *
     * @param shippedChampion id of the champion as long as nothing was promoted; null if none ships
     * @throws ModelException if there is none, it is damaged, it answers another problem, or it is another package than
     *     was promoted
     */
    public ModelPackage resolve(String word, Problem problem, @Nullable String shippedChampion) {
        Optional<Alias> alias = Alias.of(word);
        if (alias.isEmpty()) {
            return find(word, problem);
        }
        return registry().find(problem, alias.get()).orElseGet(() -> {
            if (alias.get() == Alias.CHAMPION && shippedChampion != null) {
                return find(shippedChampion, problem);
            }
            throw new ModelException("No " + word + " is named for " + problem.name()
                    + "; 'haechi model promote ID --as " + word + "' names one.");
        });
    }

    /** The package with this hash, whatever it is called; damaged ones are passed over. */
    Optional<ModelPackage> withSha256(String sha256) {
        for (String id : ids()) {
            try {
                ModelPackage found = find(id);
                if (found.sha256().equals(sha256)) {
                    return Optional.of(found);
                }
            } catch (ModelException _) {
                // What cannot be opened is not the one that is looked for; 'model verify' says what is wrong with it.
            }
        }
        return Optional.empty();
    }

    /**
     * The package of this id or at this path, hashes checked.
     *
     * @throws ModelException if there is none, it is damaged, or it answers another problem
     */
    public ModelPackage find(String idOrPath, Problem problem) {
        ModelPackage found = find(idOrPath);
        if (!found.card().problem().equals(problem.name())) {
            throw new ModelException(idOrPath + ": is a model for \""
                    + found.card().problem() + "\", expected one for \"" + problem.name() + "\".");
        }
        return found;
    }

    /** The package of this id or at this path, whatever problem it answers. */
    public ModelPackage find(String idOrPath) {
        if (isPath(idOrPath)) {
            return ModelPackage.open(Path.of(idOrPath));
        }
        for (Path folder : folders) {
            Path unpacked = folder.resolve(idOrPath);
            Path zip = folder.resolve(idOrPath + ".zip");
            if (Files.isDirectory(unpacked)) {
                return ModelPackage.open(unpacked);
            }
            if (Files.isRegularFile(zip)) {
                return ModelPackage.open(zip);
            }
        }
        if (shippedIds().contains(idOrPath)) {
            return ModelPackage.ofResources(ModelStore.class, SHIPPED + idOrPath);
        }
        throw new ModelException("No model is called \"" + idOrPath + "\"; known are " + String.join(", ", ids())
                + ". 'haechi model list' shows them, or give the path of a package.");
    }

    /** Whether {@link #find} takes this for a path rather than an id. */
    public static boolean isPath(String idOrPath) {
        return idOrPath.contains("/") || idOrPath.contains("\\") || idOrPath.endsWith(".zip");
    }

    /** Ids of all packages, the person's own and the shipped, in alphabetical order. */
    public List<String> ids() {
        return List.copyOf(places().keySet());
    }

    /** Id to place ({@code shipped}, or the folder it stands in), in alphabetical order; a person's own hides a shipped one. */
    public Map<String, String> places() {
        Map<String, String> places = new TreeMap<>();
        shippedIds().forEach(id -> places.put(id, "shipped"));
        for (Path folder : folders.reversed()) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(ModelStore::isPackage)
                        .forEach(path -> places.put(
                                String.valueOf(path.getFileName()).replaceFirst("\\.zip$", ""), folder.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(folder + ": cannot be listed", e);
            }
        }
        return places;
    }

    private static boolean isPackage(Path path) {
        return Files.isRegularFile(path.resolve(ModelPackage.CARD))
                || String.valueOf(path.getFileName()).endsWith(".zip");
    }

    /** The shipped packages are listed in a file, since a class path cannot be. */
    private static List<String> shippedIds() {
        try (InputStream index = ModelStore.class.getResourceAsStream(SHIPPED + "index.txt")) {
            return index == null
                    ? List.of()
                    : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of shipped models cannot be read", e);
        }
    }
}
