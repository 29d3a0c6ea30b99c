package io.haechi.voice;

import io.haechi.core.UnreadableInputException;
import io.haechi.core.data.DataFolder;
import io.haechi.core.data.Entry;
import io.haechi.voice.train.Clip;
import io.haechi.voice.train.ClipLibrary;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole split into memory; what cannot be read is named and left out. */
final class Clips {
    private Clips() {}

    static List<Clip> read(DataFolder data, String split, FitListener listener) {
        List<Entry> entries = data.split(split);
        listener.begins("reading " + split, entries.size());
        List<List<Clip>> read = Workers.map(entries, entry -> {
            try {
                return List.of(ClipLibrary.read(entry));
            } catch (UnreadableInputException e) {
                listener.says(String.valueOf(e.getMessage()));
                return List.of();
            } finally {
                listener.step();
            }
        });
        List<Clip> clips = new ArrayList<>();
        read.forEach(clips::addAll);
        clips.removeIf(clip -> clip.samples().length == 0);
        if (clips.isEmpty()) {
            throw new UnreadableInputException(data.folder() + ": none of the " + entries.size()
                    + " recordings of split \"" + split + "\" can be read.");
        }
        return clips;
    }
}
