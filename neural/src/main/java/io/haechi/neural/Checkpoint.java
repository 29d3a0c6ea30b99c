package io.haechi.neural;

import io.haechi.core.ModelException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that training needs to go on after an epoch as if it had never stopped.
 *
 * @param fingerprint network and options, which must be the same when training goes on
 * @param step steps done
 * @param bestEpoch from 1, 0 if there is none yet
 * @param log one entry per epoch done
 * @param live the weights that training moves, running statistics included
 * @param average the averaged weights; the same as live if averaging is off
 * @param best parameters of the best epoch
 */
record Checkpoint(
        String fingerprint,
        long step,
        int bestEpoch,
        double bestMetric,
        List<EpochLog> log,
        Parameters live,
        Parameters average,
        Moments moments,
        Parameters best) {
    private static final int MAGIC = 0x48414543; // "HAEC"
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 16;
    private static final int MOST_EPOCHS = 1_000_000;

    /** Adam's running means of gradients and of their squares, by parameter. */
    record Moments(Parameters means, Parameters squares) {
        static Moments zero(Plan plan) {
            Map<String, Parameters.Value> zeros = new LinkedHashMap<>();
            plan.initial(0)
                    .values()
                    .forEach((name, value) ->
                            zeros.put(name, new Parameters.Value(value.shape(), new float[value.values().length])));
            return new Moments(new Parameters(zeros), new Parameters(zeros));
        }
    }

    /** Where a training starts that begins with nothing. */
    static Checkpoint start(Plan plan, TrainingOptions options) {
        return start(plan, options, null);
    }

    /** Where a training starts that goes on from these parameters, or with nothing if they are null. */
    static Checkpoint start(Plan plan, TrainingOptions options, @Nullable Parameters origin) {
        Parameters initial = origin == null ? plan.initial(options.seed()) : plan.adopted(origin);
        return new Checkpoint(
                fingerprint(plan, options, origin),
                0,
                0,
                Double.NEGATIVE_INFINITY,
                List.of(),
                initial,
                initial,
                Moments.zero(plan),
                initial);
    }

    private static String fingerprint(Plan plan, TrainingOptions options, @Nullable Parameters origin) {
        String print = plan.network() + " " + options.fingerprint();
        return origin == null ? print : print + " from parameters with the checksum " + origin.checksum();
    }

    /** Replaces the file in one step: after a crash there is the old checkpoint or the new one, whole. */
    void save(Path file) throws IOException {
        CRC32 sum = new CRC32();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        // In a stream: five times a large network would not fit into one array.
        try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER);
                DataOutputStream out = new DataOutputStream(new CheckedOutputStream(plain, sum))) {
            write(out);
            out.writeLong(sum.getValue());
        }
        replace(fresh, file);
    }

    static void replace(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        byte[] print = fingerprint.getBytes(StandardCharsets.UTF_8);
        out.writeInt(print.length);
        out.write(print);
        out.writeLong(step);
        out.writeInt(bestEpoch);
        out.writeDouble(bestMetric);
        out.writeInt(log.size());
        for (EpochLog epoch : log) {
            out.writeInt(epoch.epoch());
            out.writeLong(epoch.step());
            out.writeDouble(epoch.learningRate());
            out.writeDouble(epoch.trainLoss());
            out.writeDouble(epoch.validLoss());
            out.writeDouble(epoch.metric());
            out.writeDouble(epoch.seconds());
        }
        for (Parameters part : List.of(live, average, moments.means(), moments.squares(), best)) {
            part.write(out);
        }
    }

    /**
     * Reads a checkpoint back.
     *
     * @throws ModelException if the file is damaged, or was made by another network, other options or from other parameters
     */
    static Checkpoint load(Path file, Plan plan, TrainingOptions options, @Nullable Parameters origin)
            throws IOException {
        if (!isWhole(file)) {
            throw new ModelException(file + ": not a checkpoint, or damaged (its checksum is wrong)");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            Checkpoint checkpoint = read(in, file);
            String wanted = fingerprint(plan, options, origin);
            if (!checkpoint.fingerprint.equals(wanted)) {
                throw new ModelException(file
                        + " was made by another network, other options or from other weights, so training cannot go on"
                        + " from it; start anew without resuming. It has " + checkpoint.fingerprint + ", asked for is "
                        + wanted);
            }
            plan.requireFits(checkpoint.live);
            return checkpoint;
        } catch (EOFException e) {
            throw new ModelException(file + ": the checkpoint is cut short", e);
        }
    }

    /** Whether a file ends in the checksum of what stands before. */
    private static boolean isWhole(Path file) throws IOException {
        long left = Files.size(file) - Long.BYTES;
        if (left < Long.BYTES) {
            return false;
        }
        CRC32 sum = new CRC32();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            byte[] part = new byte[BUFFER];
            while (left > 0) {
                int size = (int) Math.min(left, part.length);
                in.readFully(part, 0, size);
                sum.update(part, 0, size);
                left -= size;
            }
            return sum.getValue() == in.readLong();
        }
    }

    private static Checkpoint read(DataInputStream in, Path file) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new ModelException(file + ": not a checkpoint of version " + VERSION);
        }
        String print = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        long step = in.readLong();
        int bestEpoch = in.readInt();
        double bestMetric = in.readDouble();
        int epochs = in.readInt();
        Check.between(0, epochs, MOST_EPOCHS, "Number of epochs");
        List<EpochLog> log = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            log.add(new EpochLog(
                    in.readInt(),
                    in.readLong(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble()));
        }
        return new Checkpoint(
                print,
                step,
                bestEpoch,
                bestMetric,
                List.copyOf(log),
                Parameters.read(in),
                Parameters.read(in),
                new Moments(Parameters.read(in), Parameters.read(in)),
                Parameters.read(in));
    }
}
