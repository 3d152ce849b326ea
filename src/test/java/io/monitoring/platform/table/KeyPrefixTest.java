package io.monitoring.platform.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.series.SeriesKey;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPrefixTest {

    /** What is whole is one key and no more; what is not stands before any text whatever. */
    @ParameterizedTest
    @EnumSource
    void noKeyOfOneCanBeTakenForOneOfAnother(KeyPrefix prefix) {
        for (KeyPrefix other : KeyPrefix.values()) {
            if (other == prefix) {
                continue;
            }
            if (prefix.isWhole()) {
                assertThat(other.text()).isNotEqualTo(prefix.text());
            } else {
                assertThat(other.text()).doesNotStartWith(prefix.text());
            }
        }
    }

    /** So the separator ends what stands before it, and a name cannot reach into another's keys. */
    @ParameterizedTest
    @EnumSource
    void aPrefixEndsWithASeparatorThatNoNameMayHold(KeyPrefix prefix) {
        if (!prefix.isWhole()) {
            String separator = prefix.text().substring(prefix.text().length() - 1);
            assertThat(Pattern.matches(SeriesKey.NAME, separator)).isFalse();
        }
    }

    @Test
    void keysAreAsTheyLieInTheTable() {
        assertThat(KeyPrefix.BLOCKS.of("checkout", "2026120103", 2)).isEqualTo("B#checkout#2026120103#2");
        assertThat(KeyPrefix.FINDINGS_OF_DAY.of("20261201")).isEqualTo("N@20261201");
        assertThat(KeyPrefix.SERVICES.of()).isEqualTo("S");
        assertThat(KeyPrefix.TRANSITIONS.restOf("F#dynamodb-read")).isEqualTo("dynamodb-read");
        assertThat(Arrays.stream(KeyPrefix.values()).map(KeyPrefix::text))
                .containsExactly(
                        "S", "S#", "H#", "B#", "O#", "C#", "R#", "I#", "Q#", "W#", "N#", "N@", "D", "L#", "A", "A#",
                        "F", "F#", "control");
    }

    @Test
    void aWholeKeyTakesNoPartsAndAPrefixNeedsOne() {
        assertThatThrownBy(() -> KeyPrefix.SERVICES.of("checkout")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(KeyPrefix.HOURS::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyPrefix.TRANSITIONS.restOf("F")).isInstanceOf(IllegalArgumentException.class);
    }
}
