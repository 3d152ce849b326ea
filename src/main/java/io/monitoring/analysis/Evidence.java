package io.monitoring.analysis;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a finding rests on.
 *
 * @param series what was looked at, such as {@code checkout latency}
 * @param from begin of the window, included
 * @param to end of the window: the time of its last point
 * @param numbers the figures by name, in the order in which they are best read; always finite
 * @param words the same as a sentence
 */
public record Evidence(String series, Instant from, Instant to, Map<String, Double> numbers, String words) {

    public Evidence {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(words, "words");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a window ends after it begins");
        }
        numbers.forEach((name, number) -> {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(name + " must be finite");
            }
        });
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
}
