package io.haechi.onnx.compress.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void oneShotIsAtOnce() {
        Schedule schedule = new Schedule.OneShot(0.5);
        assertThat(schedule.shareAt(0)).isEqualTo(0.5);
        assertThat(schedule.shareAt(1)).isEqualTo(0.5);
    }

    @Test
    void gradualIsZhuAndGuptasCubic() {
        Schedule schedule = new Schedule.Gradual(0.1, 0.9, 0.2, 0.7);
        assertThat(schedule.shareAt(0.1)).isZero();
        assertThat(schedule.shareAt(0.2)).isCloseTo(0.1, within(1e-12));
        // Half way: 0.9 - 0.8 * 0.125.
        assertThat(schedule.shareAt(0.45)).isCloseTo(0.8, within(1e-12));
        assertThat(schedule.shareAt(0.7)).isCloseTo(0.9, within(1e-12));
        assertThat(schedule.shareAt(1)).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void schedulesHaveNames() {
        assertThat(Schedule.named("one-shot", 0.5)).isEqualTo(new Schedule.OneShot(0.5));
        assertThat(Schedule.named("gradual", 0.5)).isEqualTo(new Schedule.Gradual(0, 0.5, 0, 0.75));
        assertThatThrownBy(() -> Schedule.named("weekly", 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No schedule is called \"weekly\"; there are one-shot, gradual");
    }

    @Test
    void impossibleSchedulesAreRefused() {
        assertThatThrownBy(() -> new Schedule.OneShot(1)).hasMessageContaining("must be above 0 and below 1, got 1.0");
        assertThatThrownBy(() -> new Schedule.Gradual(0.5, 0.4, 0, 1)).hasMessageContaining("below 0.4, got 0.5");
        assertThatThrownBy(() -> new Schedule.Gradual(0, 0.4, 0.8, 0.8)).hasMessageContaining("got 0.8 and 0.8");
        assertThatThrownBy(() -> new Schedule.Gradual(0, 0.4, 0, 1.1)).hasMessageContaining("got 0.0 and 1.1");
    }
}
