package io.monitoring.resilience.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrialScheduleTest {

    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");

    private final TrialSchedule schedule =
            new TrialSchedule(() -> Duration.ofSeconds(5), TrialTiming.DEFAULT, Duration.ofSeconds(60), () -> 0.5);

    @Test
    void leavesTheFirstFiveSecondsAlone() {
        assertThat(schedule.due(OPENED, at(4.9))).isFalse();
        assertThat(schedule.due(OPENED, at(5))).isTrue();
    }

    @Test
    void triesEveryFiveSeconds() {
        assertThat(schedule.due(OPENED, at(5))).isTrue();
        schedule.failed(at(5));

        assertThat(schedule.due(OPENED, at(9.9))).isFalse();
        assertThat(schedule.due(OPENED, at(10))).isTrue();
    }

    @Test
    void confirmsAnAnswerASecondLater() {
        assertThat(schedule.due(OPENED, at(5))).isTrue();
        schedule.answered(at(5.1));

        assertThat(schedule.due(OPENED, at(6))).isFalse();
        assertThat(schedule.due(OPENED, at(6.1))).isTrue();
    }

    @Test
    void closesAtTheSecondAnswerInARow() {
        assertThat(schedule.due(OPENED, at(5))).isTrue();

        assertThat(schedule.answered(at(5))).isFalse();
        schedule.failed(at(10));
        assertThat(schedule.answered(at(15))).isFalse();
        assertThat(schedule.answered(at(20))).isTrue();
    }

    @Test
    void answersCountForOneOpeningOnly() {
        assertThat(schedule.due(OPENED, at(5))).isTrue();
        assertThat(schedule.answered(at(5))).isFalse();

        assertThat(schedule.due(at(200), at(205))).isTrue();
        assertThat(schedule.answered(at(205))).isFalse();
    }

    @Test
    void waitsTwiceAsLongEachTimeItClosedInVain() {
        close(OPENED, 5);

        assertThat(schedule.due(at(15), at(24.9))).isFalse();
        close(at(15), 10);
        assertThat(schedule.due(at(35), at(54.9))).isFalse();
        assertThat(schedule.due(at(35), at(55))).isTrue();
    }

    @Test
    void isAsQuickAsEverOnceItStayedClosed() {
        close(OPENED, 5);

        assertThat(schedule.due(at(500), at(505))).isTrue();
    }

    private void close(Instant opened, double firstTrial) {
        Instant trial = opened.plusMillis((long) (firstTrial * 1000));
        assertThat(schedule.due(opened, trial)).isTrue();
        assertThat(schedule.answered(trial)).isFalse();
        assertThat(schedule.answered(trial)).isTrue();
    }

    private static Instant at(double seconds) {
        return OPENED.plusMillis((long) (seconds * 1000));
    }
}
