package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import io.haechi.audio.speech.SpeechDetector;
import io.haechi.core.Example;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.comparison.Answers;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several single models that hear the same recording, which is decoded once. Each says what it would say by itself: those
 * that cut recordings alike listen together, others by their own windows.
 *
 * <p>Safe for several threads at once. Holds native memory: close it.
 */
final class Panel implements AutoCloseable {
    private static final int BLOCK = 16_000;

    private final List<VoiceModel> models = new ArrayList<>();
    /** Places in the list of models, by how they cut. */
    private final Map<WindowOptions, List<Integer>> byWindow = new LinkedHashMap<>();

    private final SpeechDetector speech;

    /** Loads these single models. */
    Panel(List<ModelPackage> packages) {
        try {
            for (ModelPackage each : packages) {
                VoiceModel model = VoiceModel.load(each, 1);
                byWindow.computeIfAbsent(model.window(), _ -> new ArrayList<>()).add(models.size());
                models.add(model);
            }
            this.speech = SpeechDetector.open();
        } catch (RuntimeException e) {
            models.forEach(VoiceModel::close);
            throw e;
        }
    }

    /**
     * What every model says of each channel that can be judged; of all channels, and unsure, where none can.
     *
     * @throws UnreadableInputException if the file is no sound that can be read
     */
    Answers hear(Example<Path> example) {
        try (SoundStream sound = SoundFile.open(example.input(), Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            List<Channel> channels = channels(sound.channels());
            float[][] block = new float[sound.channels()][BLOCK];
            for (int read = sound.read(block, BLOCK); read >= 0; read = sound.read(block, BLOCK)) {
                for (int c = 0; c < block.length; c++) {
                    channels.get(c).accept(block[c], read);
                }
            }
            channels.forEach(Channel::finish);
            if (channels.getFirst().seconds() == 0) {
                throw new UnreadableInputException(example.input() + ": holds no sound at all; record it again.");
            }
            List<Channel> judged =
                    channels.stream().filter(Channel::canBeJudged).toList();
            return new Answers(
                    example.id(),
                    example.positive(),
                    example.source(),
                    judged.isEmpty(),
                    (judged.isEmpty() ? channels : judged)
                            .stream().map(Channel::logits).toList());
        }
    }

    /** What every model says of the first channel of a sound in memory, which must be at 16 kHz. */
    double[] logits(Sound sound) {
        Channel channel = new Channel();
        channel.accept(sound.channels()[0], sound.frames());
        channel.finish();
        return channel.logits();
    }

    private List<Channel> channels(int count) {
        List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            channels.add(new Channel());
        }
        return channels;
    }

    /** One channel as all models hear it. */
    private final class Channel {
        private final Map<List<Integer>, ChannelListener> listeners = new LinkedHashMap<>();

        Channel() {
            byWindow.forEach((window, places) -> listeners.put(
                    places,
                    new ChannelListener(places.stream().map(models::get).toList(), window, speech.newActivity())));
        }

        void accept(float[] samples, int count) {
            listeners.values().forEach(listener -> listener.accept(samples, count));
        }

        void finish() {
            listeners.values().forEach(ChannelListener::finish);
        }

        double seconds() {
            return any().seconds();
        }

        boolean canBeJudged() {
            ChannelListener listener = any();
            return Limits.of(
                            listener.seconds(),
                            listener.speechSeconds(),
                            listener.quality().snrDb(),
                            listener.quality().clippedShare())
                    .isEmpty();
        }

        double[] logits() {
            double[] logits = new double[models.size()];
            listeners.forEach((places, listener) -> {
                List<ModelOpinion> opinions = listener.opinions();
                for (int i = 0; i < opinions.size(); i++) {
                    logits[places.get(i)] = opinions.get(i).logit();
                }
            });
            return logits;
        }

        private ChannelListener any() {
            return listeners.values().iterator().next();
        }
    }

    @Override
    public void close() {
        models.forEach(VoiceModel::close);
        speech.close();
    }
}
