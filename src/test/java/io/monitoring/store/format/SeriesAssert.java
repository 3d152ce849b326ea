package io.monitoring.store.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.series.SeriesPoints;
import java.util.List;

/** Equality of series down to the bits of their values. */
final class SeriesAssert {

    private SeriesAssert() {}

    static void assertSame(List<SeriesPoints> actual, List<SeriesPoints> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertSame(actual.get(i), expected.get(i));
        }
    }

    private static void assertSame(SeriesPoints actual, SeriesPoints expected) {
        assertThat(actual.key()).isEqualTo(expected.key());
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            boolean same = actual.time(i) == expected.time(i)
                    && Double.doubleToRawLongBits(actual.value(i)) == Double.doubleToRawLongBits(expected.value(i))
                    && java.util.Objects.equals(actual.metadata(i), expected.metadata(i));
            assertThat(same).as("point %d of %s", i, expected.key()).isTrue();
        }
    }
}
