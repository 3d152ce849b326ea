package io.monitoring.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruMapTest {

    @Test
    void forgetsWhatWasNotUsedForLongest() {
        var map = new LruMap<String, Integer>(2);
        map.computeIfAbsent("a", key -> 1);
        map.computeIfAbsent("b", key -> 2);
        map.getOrDefault("a", 0);

        map.merge("c", 3, Math::max);

        assertThat(map.getOrDefault("a", 0)).isEqualTo(1);
        assertThat(map.getOrDefault("b", 0)).isZero();
        assertThat(map.getOrDefault("c", 0)).isEqualTo(3);
    }

    @Test
    void makesWhatIsThereNoSecondTime() {
        var map = new LruMap<String, Integer>(2);
        map.computeIfAbsent("a", key -> 1);

        assertThat(map.computeIfAbsent("a", key -> 2)).isEqualTo(1);
        map.merge("a", 5, Math::max);
        map.merge("a", 4, Math::max);

        assertThat(map.getOrDefault("a", 0)).isEqualTo(5);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void measuresValuesThatGrowAfterTheyWerePutIn() {
        var map = new LruMap<String, StringBuilder>(
                5, values -> values.stream().mapToInt(StringBuilder::length).sum());
        map.computeIfAbsent("old", key -> new StringBuilder("12"));
        StringBuilder growing = map.computeIfAbsent("growing", key -> new StringBuilder("1"));
        assertThat(map.size()).isEqualTo(3);

        growing.append("2345");
        map.computeIfAbsent("growing", key -> new StringBuilder());

        assertThat(map.size()).isEqualTo(5);
        assertThat(map.getOrDefault("old", null)).isNull();
    }

    @Test
    void keepsWhatIsInUseAlthoughItIsTooLargeAlone() {
        var map = new LruMap<String, String>(
                3, values -> values.stream().mapToInt(String::length).sum());
        map.computeIfAbsent("small", key -> "1");

        assertThat(map.computeIfAbsent("large", key -> "12345")).isEqualTo("12345");

        assertThat(map.getOrDefault("large", "")).isEqualTo("12345");
        assertThat(map.getOrDefault("small", "")).isEmpty();
    }

    @Test
    void removesAValueOnlyIfItIsStillTheKeys() {
        var map = new LruMap<String, String>(3);
        map.computeIfAbsent("a", key -> "new");

        map.remove("a", "old");
        assertThat(map.getOrDefault("a", "")).isEqualTo("new");
        map.remove("a", "new");

        assertThat(map.size()).isZero();
    }
}
