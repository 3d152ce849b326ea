package io.monitoring.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void oldestFirstIsOne() {
        assertThat(Arrivals.oldestFirst(List.of(1, 1, 2, 3, 3, 7))).isEqualTo(1);
    }

    @Test
    void youngestFirstIsZero() {
        assertThat(Arrivals.oldestFirst(List.of(7, 3, 3, 2, 1))).isZero();
    }

    @Test
    void onePointThatComesLastCountsAgainstAllThatOvertookIt() {
        assertThat(Arrivals.oldestFirst(List.of(4, 1, 2, 3))).isEqualTo(0.5);
    }

    @Test
    void whatCameTogetherHasNoOrder() {
        assertThat(Arrivals.oldestFirst(List.of(1, 1, 1))).isEqualTo(1);
    }
}
