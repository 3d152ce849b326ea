package io.monitoring.advisor.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.analysis.TimeSeries;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * {@code [[time, value], ...]} in the order in which they were sent. A value that is null is a gap.
 *
 * @param millis epoch milliseconds
 * @param values NaN for a gap
 */
record Points(long[] millis, double[] values) {

    /** Counts the points of a call. */
    static final class Count {
        private int points;

        void add(int more) {
            points += more;
            if (points > TimeSeries.POINTS_LIMIT) {
                throw new ProblemException(
                        ProblemCode.TOO_LARGE, "more than " + TimeSeries.POINTS_LIMIT + " points in one call");
            }
        }
    }

    /** @throws ProblemException 400, naming the element, or 413 for too many */
    static Points read(JsonNode list, String field, Count count) {
        if (list == null || !list.isArray()) {
            throw ProblemException.invalid(
                    field, list == null || list.isNull() ? "is required" : "must be a list of [time, value]");
        }
        count.add(list.size());
        long[] millis = new long[list.size()];
        double[] values = new double[list.size()];
        for (int i = 0; i < millis.length; i++) {
            JsonNode point = list.get(i);
            if (!point.isArray() || point.size() != 2) {
                throw wrong(field, i, "must be [time, value]");
            }
            millis[i] = time(point.get(0), field, i);
            values[i] = value(point.get(1), field, i);
        }
        return new Points(millis, values);
    }

    private static long time(JsonNode time, String field, int index) {
        long millis = Times.of(time);
        if (millis == Times.INVALID) {
            throw wrong(field, index, "its first element " + Times.PROBLEM);
        }
        if (millis < 0) {
            throw wrong(field, index, "its first element must not be before 1970");
        }
        return millis;
    }

    private static double value(JsonNode value, String field, int index) {
        if (value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw wrong(field, index, "must end with a finite number, or null for a gap");
        }
        return value.doubleValue();
    }

    private static ProblemException wrong(String field, int index, String detail) {
        return ProblemException.invalid(field + "[" + index + "]", detail);
    }

    /** Without the gaps, in the order of time. */
    TimeSeries series(String field) {
        int[] kept = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        return TimeSeries.of(
                field,
                Arrays.stream(kept)
                        .mapToLong(i -> Math.floorDiv(millis[i], 1000))
                        .toArray(),
                Arrays.stream(kept).mapToDouble(i -> values[i]).toArray());
    }
}
