package io.monitoring.live;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.analysis.anomaly.Signal;
import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.platform.table.Item;
import io.monitoring.platform.table.ItemKey;
import io.monitoring.platform.table.KeyPrefix;
import io.monitoring.platform.table.Stamp;
import io.monitoring.platform.table.Value;
import io.monitoring.series.SeriesKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Findings as items of the one table, two each, so that either list is one range: {@code pk=N#service} and
 * {@code pk=N@yyyyMMdd}, both with {@code sk=<id>}. Only a predicted crossing has a {@code limit}. Numbers are texts:
 * DynamoDB's own do not reach as far as a double.
 */
final class AnomalyItems {

    private static final String LIMIT = "limit";

    private AnomalyItems() {}

    static String ofService(String service) {
        return KeyPrefix.FINDINGS_OF_SERVICE.of(service);
    }

    static String ofDay(LocalDate day) {
        return KeyPrefix.FINDINGS_OF_DAY.of(DateTimeFormatter.BASIC_ISO_DATE.format(day));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The least id of this millisecond or later. */
    static String firstId(Instant at) {
        return Stamp.text(Math.max(0, at.toEpochMilli()));
    }

    static Item item(String partition, Finding found, Instant expiry) {
        Item.Builder item = Item.at(new ItemKey(partition, found.id()))
                .text("service", found.series().service())
                .text("metric", found.series().metric())
                .with("labels", Value.textMap(found.series().labels()))
                .expiry(expiry);
        return switch (found) {
            case FoundAnomaly one -> with(item, one.anomaly()).build();
            case PredictedCrossing one -> with(item, one).build();
        };
    }

    private static Item.Builder with(Item.Builder item, Anomaly anomaly) {
        return item.text("value", number(anomaly.value()))
                .text("signal", anomaly.signal().name())
                .text("observed", number(anomaly.observed()))
                .text("low", number(anomaly.low()))
                .text("high", number(anomaly.high()))
                .text("direction", anomaly.direction().name())
                .text("score", number(anomaly.score()));
    }

    private static Item.Builder with(Item.Builder item, PredictedCrossing crossing) {
        return item.text("value", number(crossing.value()))
                .text(LIMIT, number(crossing.limit()))
                .text("side", crossing.side().name())
                .text("expected", crossing.expected().toString())
                .text("earliest", crossing.earliest().toString())
                .text("low", number(crossing.low()))
                .text("high", number(crossing.high()))
                .text("words", crossing.words());
    }

    static Finding found(Item item) {
        SeriesKey series = SeriesKey.of(item.text("service"), item.text("metric"), item.textMap("labels"));
        String id = item.sk();
        Instant at = Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        return item.has(LIMIT) ? crossing(series, at, item) : anomaly(series, at, item);
    }

    private static PredictedCrossing crossing(SeriesKey series, Instant at, Item item) {
        return new PredictedCrossing(
                series,
                at,
                number(item, "value"),
                number(item, LIMIT),
                Side.valueOf(item.text("side")),
                Instant.parse(item.text("expected")),
                Instant.parse(item.text("earliest")),
                number(item, "low"),
                number(item, "high"),
                item.text("words"));
    }

    private static FoundAnomaly anomaly(SeriesKey series, Instant at, Item item) {
        return new FoundAnomaly(
                series,
                new Anomaly(
                        at,
                        number(item, "value"),
                        Signal.valueOf(item.text("signal")),
                        number(item, "observed"),
                        number(item, "low"),
                        number(item, "high"),
                        Direction.valueOf(item.text("direction")),
                        number(item, "score")));
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static double number(Item item, String attribute) {
        return Double.parseDouble(item.text(attribute));
    }
}
