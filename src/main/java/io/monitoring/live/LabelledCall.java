package io.monitoring.live;

import io.monitoring.series.SeriesKey;
import java.util.stream.Stream;

/** A service calls another, as the labels {@code calls} and {@code called_by} of a series say. */
public record LabelledCall(String from, String to) {

    /** None, one or two; the names are as they stand there, and not empty. */
    public static Stream<LabelledCall> of(SeriesKey series) {
        String callee = series.labels().getOrDefault("calls", "");
        String caller = series.labels().getOrDefault("called_by", "");
        return Stream.of(new LabelledCall(series.service(), callee), new LabelledCall(caller, series.service()))
                .filter(call -> !call.from.isEmpty() && !call.to.isEmpty());
    }
}
