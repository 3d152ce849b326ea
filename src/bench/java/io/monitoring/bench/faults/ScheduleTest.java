package io.monitoring.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.bench.faults.Fault.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tenMinutesHaveAHundredFaultsAndSevenKills(long seed) {
        List<Fault> faults = Schedule.of(seed, TEN_MINUTES);

        assertThat(faults).hasSizeGreaterThanOrEqualTo(100).isEqualTo(Schedule.of(seed, TEN_MINUTES));
        assertThat(faults).filteredOn(fault -> fault.kind() == Kind.KILL).hasSizeGreaterThanOrEqualTo(7);
        assertThat(faults).extracting(Fault::kind).contains(Kind.values());
        assertThat(faults)
                .allMatch(fault -> fault.at().plus(fault.lasts()).compareTo(TEN_MINUTES) <= 0)
                .allMatch(fault -> fault.lasts().compareTo(Duration.ofSeconds(15)) <= 0);
    }
}
