package io.haechi.core.model;

import io.haechi.core.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes a package beside its place and moves it there in one step. */
final class PackageWriter {
    private PackageWriter() {}

    static void write(Path folder, byte[] card, Map<String, byte[]> files) {
        Path target = folder.toAbsolutePath().normalize();
        requireReplaceable(target);
        try {
            Path parent = Files.createDirectories(target.resolveSibling(".").normalize());
            // Not createTempDirectory: what it makes is closed to everybody else, and a package is for others too.
            Path fresh = Files.createDirectory(parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID()));
            try {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    writeDown(fresh.resolve(file.getKey()), file.getValue());
                }
                writeDown(fresh.resolve(ModelPackage.CARD), card);
                swap(fresh, target);
            } finally {
                delete(fresh);
            }
        } catch (IOException e) {
            throw new ModelException(
                    folder + ": the model package cannot be written (" + why(e) + "); make room or name another place.",
                    e);
        }
    }

    /** What went wrong, without the name of an exception where the system says it in words. */
    private static String why(IOException e) {
        return e instanceof FileSystemException || e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Only an empty place or an older package may be written over. */
    static void requireReplaceable(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (!Files.exists(target) || Files.isRegularFile(target.resolve(ModelPackage.CARD))) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new ModelException(target + ": this is a file; a model package is written as a folder.");
        }
        try (Stream<Path> children = Files.list(target)) {
            if (children.findAny().isPresent()) {
                throw new ModelException(target + ": the folder holds something else than a model; choose another.");
            }
        } catch (IOException e) {
            throw new ModelException(target + ": the folder cannot be looked into: " + e + ".", e);
        }
    }

    /** Writes a new file and waits until it is on the disk. */
    static void writeDown(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A folder that is not empty cannot be replaced in one step: the old one steps aside, and back if that fails. */
    private static void swap(Path fresh, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = fresh.resolveSibling(fresh.getFileName() + "-old");
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        delete(old);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
