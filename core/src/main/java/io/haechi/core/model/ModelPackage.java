package io.haechi.core.model;

import io.haechi.core.ModelException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A model's files, all in memory, every one with the hash its card names. Opening refuses, before anything is used: a
 * missing file, a wrong hash, a card of another version, a file name that leaves the package, and more than 200 MB.
 */
public final class ModelPackage {
    /** The file that names all others. */
    public static final String CARD = "card.json";

    private final Card card;
    private final String sha256;
    private final int cardSize;
    private final String where;
    private final Map<String, byte[]> files;

    private ModelPackage(String where, byte[] cardBytes, Card card, Map<String, byte[]> files) {
        this.where = where;
        this.card = card;
        this.sha256 = Sha256.of(cardBytes);
        this.cardSize = cardBytes.length;
        this.files = files;
    }

    /**
     * Opens a package from a folder or a zip file with {@code card.json} at its top.
     *
     * @throws ModelException if it is missing, damaged or not allowed
     */
    public static ModelPackage open(Path folderOrZip) {
        return read(PackageSource.of(folderOrZip));
    }

    /**
     * Opens a package from the class path.
     *
     * @param anchor a class of the jar that holds it
     * @param resourceFolder absolute folder such as {@code /models/voice-default}
     * @throws ModelException if it is missing, damaged or not allowed
     */
    public static ModelPackage ofResources(Class<?> anchor, String resourceFolder) {
        return read(PackageSource.ofResources(anchor, resourceFolder));
    }

    /**
     * Writes a package so that a reader sees either all of it or nothing: into a folder beside, then moved into place.
     * A package that stood there is replaced; any other folder that is not empty is refused.
     *
     * @param folder where to write it
     * @param card its card; the hashes of {@code files} are filled in
     * @param files name to content
     * @return the package as written
     * @throws ModelException if it cannot be written
     */
    public static ModelPackage write(Path folder, Card card, Map<String, byte[]> files) {
        Map<String, String> hashes = new TreeMap<>();
        files.forEach((name, content) -> hashes.put(name, Sha256.of(content)));
        Card complete = card.withFiles(hashes);
        PackageWriter.write(folder, complete.toJson(), files);
        return open(folder);
    }

    private static ModelPackage read(PackageSource source) {
        byte[] cardBytes = source.read(CARD);
        Card card = Card.fromJson(source.where(), cardBytes);
        Map<String, byte[]> files = new TreeMap<>();
        card.files().forEach((name, expected) -> {
            byte[] content = source.read(name);
            String actual = Sha256.of(content);
            if (!actual.equals(expected)) {
                throw new ModelException(source.where() + ": " + name + " has SHA-256 " + Sha256.brief(actual) + ", "
                        + CARD + " says " + Sha256.brief(expected) + "; copy or fit the model again.");
            }
            files.put(name, content);
        });
        return new ModelPackage(source.where(), cardBytes, card, files);
    }

    /**
     * Refuses a place that {@link #write} would refuse, before the work that ends there.
     *
     * @throws ModelException if a file or another folder stands there
     */
    public static void requireReplaceable(Path folder) {
        PackageWriter.requireReplaceable(folder);
    }

    /** The same files under another card, in memory: to measure what is not written yet. Its hash is the card's. */
    public ModelPackage under(Card other) {
        Card complete = other.withFiles(card.files());
        return new ModelPackage(where, complete.toJson(), complete, files);
    }

    /** What it says of itself. */
    public Card card() {
        return card;
    }

    /** The model's name. */
    public String id() {
        return card.id();
    }

    /** Hash of {@code card.json}, which names the hash of every other file; verdicts carry it. */
    public String sha256() {
        return sha256;
    }

    /** Names of the files beside the card. */
    public Set<String> fileNames() {
        return Set.copyOf(files.keySet());
    }

    /** Whether there is a file of this name. */
    public boolean has(String name) {
        return files.containsKey(name);
    }

    /**
     * A copy of a file's content.
     *
     * @throws ModelException if the card names no such file
     */
    public byte[] file(String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new ModelException(where + ": there is no file \"" + name + "\" in this package; it holds "
                    + String.join(", ", files.keySet()) + ".");
        }
        return content.clone();
    }

    /** Size of all files together with the card's, in bytes. */
    public long sizeBytes() {
        return cardSize
                + files.values().stream().mapToLong(content -> content.length).sum();
    }

    @Override
    public String toString() {
        return card.id() + " " + Sha256.brief(sha256) + " (" + where + ")";
    }
}
