package io.haechi.core.model;

import io.haechi.core.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a package come from; counts what it hands out and stops at the cap. */
final class PackageSource {
    /** No shipped or foreseen model is near this; a zip that unpacks to more is an attack or a mistake. */
    static final long MAX_BYTES = 200L * 1024 * 1024;

    /** Opens one file of the package, or null if it has none of that name. */
    @FunctionalInterface
    private interface Opener {
        @Nullable
        InputStream open(String name) throws IOException;
    }

    private final String where;
    private final Opener opener;
    private long left = MAX_BYTES;

    private PackageSource(String where, Opener opener) {
        this.where = where;
        this.opener = opener;
    }

    static PackageSource of(Path path) {
        if (Files.isDirectory(path)) {
            return new PackageSource(path.toString(), name -> {
                Path file = path.resolve(name);
                // A link could lead anywhere, also out of a package that was unpacked from somewhere else.
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.newInputStream(file) : null;
            });
        }
        if (!Files.isRegularFile(path)) {
            throw new ModelException(
                    path + ": there is no model package here; run 'haechi model list' to see what is installed.");
        }
        Map<String, byte[]> entries = unzip(path);
        return new PackageSource(path.toString(), name -> {
            byte[] content = entries.get(name);
            return content == null ? null : new ByteArrayInputStream(content);
        });
    }

    static PackageSource ofResources(Class<?> anchor, String folder) {
        String base = folder.endsWith("/") ? folder : folder + "/";
        return new PackageSource(folder, name -> anchor.getResourceAsStream(base + name));
    }

    String where() {
        return where;
    }

    byte[] read(String name) {
        try (InputStream in = opener.open(name)) {
            if (in == null) {
                throw new ModelException(where + ": " + name + " is missing; copy the model again.");
            }
            byte[] content = limited(where, in, left);
            left -= content.length;
            return content;
        } catch (IOException e) {
            throw new ModelException(where + ": " + name + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, byte[]> unzip(Path zip) {
        Map<String, byte[]> entries = new HashMap<>();
        long left = MAX_BYTES;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                requireFlat(zip, entry);
                byte[] content = limited(zip.toString(), in, left);
                left -= content.length;
                if (entries.put(entry.getName(), content) != null) {
                    throw new ModelException(zip + ": the zip holds \"" + entry.getName() + "\" twice.");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(zip + ": this is no readable zip file: " + e.getMessage() + ".", e);
        }
        if (entries.isEmpty()) {
            throw new ModelException(zip + ": this is neither a model folder nor a zip file with one in it.");
        }
        return entries;
    }

    private static void requireFlat(Path zip, ZipEntry entry) {
        String name = entry.getName();
        if (entry.isDirectory() || name.contains("/") || name.contains("\\") || name.startsWith("..")) {
            throw new ModelException(zip + ": the zip holds \"" + name
                    + "\", and a model package has no folders; zip the files themselves.");
        }
    }

    private static byte[] limited(String where, InputStream in, long left) throws IOException {
        byte[] content = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        if (content.length > left) {
            throw new ModelException(
                    where + ": more than " + MAX_BYTES / 1024 / 1024 + " MB, too large for a model package.");
        }
        return content;
    }
}
