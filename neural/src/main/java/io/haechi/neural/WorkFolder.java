package io.haechi.neural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a training keeps its checkpoint and its log. */
record WorkFolder(Path path) {

    static WorkFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        return new WorkFolder(path);
    }

    boolean hasCheckpoint() {
        return Files.exists(path.resolve(Trainer.CHECKPOINT));
    }

    Checkpoint load(Plan plan, TrainingOptions options, @Nullable Parameters origin) throws IOException {
        return Checkpoint.load(path.resolve(Trainer.CHECKPOINT), plan, options, origin);
    }

    /** Saves the checkpoint, then writes the log anew from it, so that the two never disagree for long. */
    void save(Checkpoint checkpoint) throws IOException {
        checkpoint.save(path.resolve(Trainer.CHECKPOINT));
        List<String> lines = new ArrayList<>();
        lines.add(EpochLog.HEADER);
        checkpoint.log().forEach(epoch -> lines.add(epoch.line()));
        Path fresh = path.resolve(Trainer.LOG + ".new");
        Files.write(fresh, lines);
        Checkpoint.replace(fresh, path.resolve(Trainer.LOG));
    }
}
