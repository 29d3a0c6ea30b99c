package io.haechi.audio.channel;

import io.haechi.audio.CoderSetting;
import io.haechi.audio.augment.Augmentation;
import java.util.List;
import java.util.SplittableRandom;

/** What carries sound from one place to another and codes it on the way: 16 kHz in, 16 kHz out, of the same length. */
public sealed interface Line {

    /** Several sounds, one after the other. The same sounds in the same order give the same result. */
    List<float[]> passAll(List<float[]> sounds);

    /** A coder that is part of Haechi, which draws nothing at random. */
    record Own(Augmentation coder) implements Line {
        @Override
        public List<float[]> passAll(List<float[]> sounds) {
            return sounds.stream()
                    .map(sound -> coder.apply(sound, new SplittableRandom(0)))
                    .toList();
        }
    }

    /** A coder in a child process, which is started once for all the sounds. */
    record Program(CoderSetting setting) implements Line {
        @Override
        public List<float[]> passAll(List<float[]> sounds) {
            return setting.passAll(sounds);
        }
    }
}
