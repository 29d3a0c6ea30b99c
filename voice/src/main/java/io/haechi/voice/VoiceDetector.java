package io.haechi.voice;

import io.haechi.audio.DecodeLimits;
import io.haechi.audio.Sound;
import io.haechi.audio.SoundFile;
import io.haechi.audio.SoundStream;
import io.haechi.audio.speech.SpeechDetector;
import io.haechi.core.Decision;
import io.haechi.core.Detector;
import io.haechi.core.Evidence;
import io.haechi.core.UnreadableInputException;
import io.haechi.core.Verdict;
import io.haechi.core.data.DataFolder;
import io.haechi.core.ensemble.Fusion;
import io.haechi.core.ensemble.WeightedVote;
import io.haechi.core.model.ModelPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges recordings with one model or an ensemble of several.
 *
 * <p>A recording is decoded to 16 kHz as a stream, each channel on its own, cut into the models' windows, and pooled as
 * {@link Pooling} says. Memory does not grow with the recording but for a few numbers per window. Safe for
 * several threads at once. Holds native memory: close it.
 */
public final class VoiceDetector implements Detector<Path> {
    private static final int BLOCK = 16_000;

    private final ModelPackage head;
    private final VoiceSettings settings;
    private final List<VoiceModel> members;
    private final Fusion fusion;
    private final SpeechDetector speech;
    private final @Nullable Familiarity familiarity;

    private VoiceDetector(ModelPackage head, VoiceSettings settings, List<VoiceModel> members, Fusion fusion) {
        this.head = head;
        this.settings = settings;
        this.members = members;
        this.fusion = fusion;
        this.speech = SpeechDetector.open();
        List<ModelPackage> packages = new ArrayList<>(List.of(head));
        packages.addAll(memberPackages());
        this.familiarity = Familiarity.of(packages);
    }

    /** A detector for this package; an ensemble's members are asked for by id and must be the very ones it was made of. */
    static VoiceDetector load(ModelPackage head, Function<String, ModelPackage> byId, int threads) {
        VoiceSettings settings = VoiceSettings.of(head.card());
        List<VoiceModel> members = new ArrayList<>();
        try {
            if (settings.memberList().isEmpty()) {
                members.add(VoiceModel.load(head, threads));
                return new VoiceDetector(head, settings, members, settings.fusion(head.id()));
            }
            Fusion fusion = settings.fusion(head.id());
            for (VoiceSettings.Member member : settings.memberList()) {
                members.add(VoiceModel.load(member.check(byId.apply(member.id())), threads));
            }
            VoiceSettings.requireOneWindow(
                    head.id(), members.stream().map(VoiceModel::source).toList());
            return new VoiceDetector(head, settings, members, fusion);
        } catch (RuntimeException e) {
            members.forEach(VoiceModel::close);
            throw e;
        }
    }

    /** A detector like that of a single model's package, with another network in the place of the package's own. */
    static VoiceDetector load(ModelPackage head, byte[] network) {
        return new VoiceDetector(
                head,
                VoiceSettings.of(head.card()),
                List.of(VoiceModel.load(head, network, 1)),
                new WeightedVote(List.of(1.0)));
    }

    /** The package that was loaded. */
    public ModelPackage source() {
        return head;
    }

    /** Ids of the models that vote, in order; one for a single model. */
    public List<String> memberIds() {
        return members.stream().map(VoiceModel::id).toList();
    }

    /** The packages of the models that vote. */
    List<ModelPackage> memberPackages() {
        return members.stream().map(VoiceModel::source).toList();
    }

    List<VoiceModel> members() {
        return members;
    }

    WindowOptions window() {
        return members.getFirst().window();
    }

    @Override
    public Verdict detect(Path recording) {
        return hear(recording).verdict();
    }

    /**
     * Judges every channel of a recording.
     *
     * @throws UnreadableInputException if the file is no sound that can be read; the message says why and what to do
     */
    public Hearing hear(Path recording) {
        try (SoundStream sound = SoundFile.open(recording, Voice.SAMPLE_RATE, DecodeLimits.DEFAULT)) {
            return hear(recording.toString(), sound, null);
        }
    }

    /** Judges sound in memory, which must be at 16 kHz. */
    public Hearing hear(String name, Sound sound) {
        if (sound.sampleRate() != Voice.SAMPLE_RATE) {
            throw new IllegalArgumentException(
                    "Sound must be at " + Voice.SAMPLE_RATE + " Hz, got " + sound.sampleRate());
        }
        List<ChannelListener> listeners = listeners(sound.channels().length);
        for (int c = 0; c < listeners.size(); c++) {
            listeners.get(c).accept(sound.channels()[c], sound.frames());
        }
        return conclude(name, listeners);
    }

    /** Log-odds of a synthetic voice, before the decision: a single model's raw logit, or an ensemble's before its calibration. */
    double logit(Sound sound) {
        return logit(logits(whole(sound.channels()[0]).opinions()));
    }

    /** The same after calibration, as the verdict says it. */
    double logOdds(Sound sound) {
        return logOdds(logits(whole(sound.channels()[0]).opinions()));
    }

    /** The windows of a sound in memory that were judged, by every member. */
    List<ChannelListener.Window> windows(float[] samples) {
        return whole(samples).windows();
    }

    /** How a sound in memory sounds where somebody speaks; empty if it holds nothing to listen to. No model is asked. */
    double[] timbre(Sound sound) {
        ChannelListener listener = new ChannelListener(List.of(), window(), speech.newActivity());
        listener.accept(sound.channels()[0], sound.frames());
        listener.finish();
        double[] timbre = listener.timbre();
        return timbre == null ? new double[0] : timbre;
    }

    private ChannelListener whole(float[] samples) {
        ChannelListener listener = listeners(1).getFirst();
        listener.accept(samples, samples.length);
        listener.finish();
        return listener;
    }

    VoiceEvaluation evaluate(DataFolder data, String split, FitListener listener) {
        return VoiceEvaluation.run(this, data, split, List.of(), listener);
    }

    /** Judges a stream at 16 kHz, with the features of the shortcut baseline taken from the first channel on the way. */
    Hearing hear(String name, SoundStream sound, @Nullable ShortcutFeatures shortcut) {
        List<ChannelListener> listeners = listeners(sound.channels());
        float[][] block = new float[sound.channels()][BLOCK];
        for (int read = sound.read(block, BLOCK); read >= 0; read = sound.read(block, BLOCK)) {
            if (shortcut != null) {
                shortcut.accept(block[0], read);
            }
            for (int c = 0; c < block.length; c++) {
                listeners.get(c).accept(block[c], read);
            }
        }
        return conclude(name, listeners);
    }

    /**
     * Begins to listen to sound that comes as it is made, such as a call: verdicts are given on the way.
     *
     * @param name what the verdicts call the sound
     * @param channels number of channels, 1 to 8; on a call each is a speaker
     * @param updates told of every verdict, by the thread that feeds the sound
     */
    public LiveHearing listen(String name, int channels, LiveOptions options, Consumer<LiveUpdate> updates) {
        if (channels < 1 || channels > Sound.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "Channels must be between 1 and " + Sound.MAX_CHANNELS + ", got " + channels);
        }
        List<ChannelListener> listeners = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            double memory = options.memorySeconds();
            listeners.add(new ChannelListener(members, window(), speech.newActivity(memory), memory));
        }
        return new LiveHearing(this, name, listeners, options, updates);
    }

    private List<ChannelListener> listeners(int channels) {
        List<ChannelListener> listeners = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            listeners.add(new ChannelListener(members, window(), speech.newActivity()));
        }
        return listeners;
    }

    private Hearing conclude(String name, List<ChannelListener> listeners) {
        listeners.forEach(ChannelListener::finish);
        return hearing(name, listeners);
    }

    /** What these listeners, one per channel, make of what they remember. */
    Hearing hearing(String name, List<ChannelListener> listeners) {
        List<Hearing.Channel> channels = new ArrayList<>();
        for (ChannelListener listener : listeners) {
            if (listener.seconds() == 0) {
                throw new UnreadableInputException(name + ": holds no sound at all; record it again.");
            }
            channels.add(channel(channels.size() + 1, listener));
        }
        Verdict worst = worst(channels.stream().map(Hearing.Channel::verdict).toList());
        return new Hearing(name, listeners.getFirst().seconds(), worst, channels);
    }

    /**
     * A recording's verdict: that of the channel most likely synthetic among those that could be heard well enough. One that
     * leaves it open outweighs a safe one: nobody can tell of the recording then.
     */
    static Verdict worst(List<Verdict> channels) {
        return channels.stream()
                .max(Comparator.comparing(Limits::isAudible).thenComparing(Verdict::probability))
                .orElseThrow();
    }

    private Hearing.Channel channel(int number, ChannelListener listener) {
        List<ModelOpinion> opinions = listener.opinions();
        double probability = probability(logits(opinions));
        List<Evidence> evidence = new ArrayList<>();
        for (ChannelListener.Window window : listener.windows()) {
            evidence.add(new Evidence(
                    "window", "", window.startSeconds(), window.endSeconds(), probability(window.logits())));
        }
        for (ModelOpinion opinion : opinions) {
            evidence.add(new Evidence(
                    "model", opinion.modelId(), listener.fromSeconds(), listener.seconds(), opinion.probability()));
        }
        double snr = listener.quality().snrDb();
        double clipped = listener.quality().clippedShare();
        double remembered = listener.seconds() - listener.fromSeconds();
        List<String> limits = new ArrayList<>(Limits.of(remembered, listener.speechSeconds(), snr, clipped));
        limits.addAll(Limits.ofFamiliarity(familiarity, listener.timbre()));
        if (limits.isEmpty()) {
            limits.addAll(Limits.ofProbability(
                    probability, safeThreshold(), head.card().threshold()));
        }
        Verdict verdict = new Verdict(
                limits.isEmpty() ? decision(probability) : Decision.UNSURE,
                probability,
                head.card().threshold(),
                head.id(),
                head.sha256(),
                evidence,
                limits);
        return new Hearing.Channel(number, verdict, listener.speechSeconds(), snr, clipped);
    }

    /** Below it a voice is safe; from there to the threshold nobody can tell. */
    private double safeThreshold() {
        Double safe = settings.safeThreshold();
        return safe == null ? head.card().threshold() : safe;
    }

    private Decision decision(double probability) {
        if (probability < head.card().threshold()) {
            return Decision.SAFE;
        }
        return probability < settings.dangerThreshold() ? Decision.SUSPECT : Decision.DANGER;
    }

    private static double[] logits(List<ModelOpinion> opinions) {
        return opinions.stream().mapToDouble(ModelOpinion::logit).toArray();
    }

    /** The members' logits, one each, as a probability. */
    private double probability(double[] logits) {
        return head.card().calibration().probability(logit(logits));
    }

    /**
     * The members' logits as one: a single model's own, or that of the vote or fusion. It takes what each network says
     * by itself, not its calibrated probability: calibrated on one small set, a member that happens to be weak there would
     * hardly be heard, however well it does elsewhere.
     */
    private double logit(double[] logits) {
        return fusion.logit(logits);
    }

    /** Log-odds of a synthetic voice as the verdict says them, calibrated, for the members' pooled logits. */
    double logOdds(double[] logits) {
        double bounded = Math.clamp(probability(logits), 1e-9, 1 - 1e-9);
        return Math.log(bounded / (1 - bounded));
    }

    @Override
    public void close() {
        members.forEach(VoiceModel::close);
        speech.close();
    }
}
