package io.haechi.cli;

import io.haechi.neural.EpochLog;
import io.haechi.neural.TrainingListener;
import io.haechi.voice.FitListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on stderr: bars on a terminal for work of more than a second, plain lines of epochs elsewhere. */
final class Bars implements FitListener, io.haechi.call.FitListener, AutoCloseable {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final PrintWriter err;
    private final boolean isTerminal = Terminal.isTerminal();
    private @Nullable ProgressBar bar;
    private String what = "";
    private int steps;
    private int done;
    private long began;

    Bars(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void begins(String newWhat, int newSteps) {
        close();
        what = newWhat;
        steps = newSteps;
        done = 0;
        began = System.nanoTime();
    }

    @Override
    public synchronized void step() {
        done++;
        if (isTerminal && bar == null && System.nanoTime() - began > PATIENCE_NANOS) {
            bar = bar(what, steps);
        }
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public synchronized void says(String sentence) {
        close();
        err.println(sentence);
    }

    @Override
    public TrainingListener training() {
        return new TrainingListener() {
            @Override
            public void step(Progress progress) {
                if (progress.step() == 1) {
                    begins("epoch " + progress.epoch() + "/" + progress.epochs(), progress.stepsPerEpoch());
                }
                Bars.this.step();
                if (bar != null) {
                    bar.setExtraMessage(String.format(
                            Locale.ROOT,
                            " loss %.3f, all done in %s",
                            progress.loss(),
                            Terminal.time(progress.secondsLeft())));
                }
            }

            @Override
            public void epoch(EpochLog log, boolean isBest) {
                says(String.format(
                        Locale.ROOT,
                        "epoch %3d  loss %.4f  valid loss %.4f  valid AUC %.4f  %5.1f s%s",
                        log.epoch(),
                        log.trainLoss(),
                        log.validLoss(),
                        log.metric(),
                        log.seconds(),
                        isBest ? "  best so far" : ""));
            }
        };
    }

    private ProgressBar bar(String name, int size) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(line -> {
                    err.print("\r" + line);
                    err.flush();
                }))
                .build();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
