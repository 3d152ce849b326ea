package io.monitoring.query;

import io.monitoring.platform.http.Periods;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.platform.http.Times;
import io.monitoring.series.SeriesGrouping;
import io.monitoring.series.SeriesKey;
import io.monitoring.store.PointTimes;
import io.monitoring.store.StoreConfig;
import io.monitoring.store.query.AggregateQuery;
import io.monitoring.store.query.PointQuery;
import io.monitoring.store.query.Position;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Query parameters as the store's queries; what cannot be understood is a 400 that names the parameter. */
@ApplicationScoped
class QueryParameters {

    private static final String LABEL = "label.";
    private static final String ALL = "*";
    private static final Pattern NAME = Pattern.compile(SeriesKey.NAME);

    /** How far back an aggregate goes that names no {@code from}: 60 rows a series, of a minute each. */
    private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private final QueryConfig config;
    private final StoreConfig store;
    private final Clock clock;

    QueryParameters(QueryConfig config, StoreConfig store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
    }

    PointQuery pointQuery(
            String service, String metric, String from, String to, int limit, String cursor, UriInfo uri) {
        Instant now = clock.instant();
        Instant start = Times.parse("from", from, now.minus(store.retention().points()));
        Instant end = Times.parse("to", to, now.plus(PointTimes.MAX_AHEAD).plusMillis(1));
        requireOrder(start, end);
        return new PointQuery(
                name("service", service), name("metric", metric), labels(uri), start, end, limit, position(cursor));
    }

    AggregateQuery aggregateQuery(
            String service, String metric, String from, String to, String period, String by, UriInfo uri) {
        if (service == null) {
            throw ProblemException.invalid("service", "is required");
        }
        Instant now = clock.instant();
        Instant end = Times.parse("to", to, now);
        Instant start = Times.parse("from", from, end.minus(DEFAULT_RANGE));
        requireOrder(start, end);
        return new AggregateQuery(
                name("service", service),
                name("metric", metric),
                labels(uri),
                start,
                end,
                period(period),
                grouping(by),
                config.maxRows());
    }

    private static void requireOrder(Instant from, Instant to) {
        if (from.isAfter(to)) {
            throw ProblemException.invalid("from", "must not be after to");
        }
    }

    private static String name(String parameter, String value) {
        if (value != null && !NAME.matcher(value).matches()) {
            throw ProblemException.invalid(parameter, "must be 1 to 128 of the characters A-Z a-z 0-9 _ . : / -");
        }
        return value;
    }

    private static Map<String, String> labels(UriInfo uri) {
        Map<String, String> labels = new HashMap<>();
        uri.getQueryParameters().forEach((parameter, values) -> {
            if (parameter.startsWith(LABEL)) {
                if (values.size() > 1) {
                    throw ProblemException.invalid(parameter, "is repeated");
                }
                labels.put(parameter.substring(LABEL.length()), values.getFirst());
            }
        });
        return labels;
    }

    private static Position position(String cursor) {
        try {
            return cursor == null ? null : Position.ofCursor(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "must be the next_cursor of an answer");
        }
    }

    private static Duration period(String value) {
        Duration period = Periods.parse("period", value, Duration.ofMinutes(1), Duration.ofSeconds(1), Periods.LONGEST);
        if (period.getNano() != 0) {
            throw ProblemException.invalid("period", "must be whole seconds, " + Periods.FORMS);
        }
        return period;
    }

    /** Names of labels; {@code *}, which no label can be called, joins all series of a metric. */
    private static SeriesGrouping grouping(String by) {
        if (by == null) {
            return new SeriesGrouping.EachSeries();
        }
        if (by.equals(ALL)) {
            return new SeriesGrouping.ByLabels(List.of());
        }
        List<String> names = List.of(by.split(",", -1));
        names.forEach(name -> name("by", name));
        return new SeriesGrouping.ByLabels(names);
    }
}
