package io.monitoring.live;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.analysis.anomaly.Signal;
import io.monitoring.analysis.forecast.Crossing.Side;
import io.monitoring.platform.table.ItemAttributes;
import io.monitoring.series.SeriesKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Findings as items of the one table, two each, so that either list is one range: {@code pk=N#service} and
 * {@code pk=N@yyyyMMdd}, both with {@code sk=<id>}. Only a predicted crossing has a {@code limit}. Numbers are texts:
 * DynamoDB's own do not reach as far as a double.
 */
final class AnomalyItems {

    private static final String LIMIT = "limit";

    private AnomalyItems() {}

    static String ofService(String service) {
        return "N#" + service;
    }

    /** No service is called so. */
    static String ofDay(LocalDate day) {
        return "N@" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** The least id of this millisecond or later. */
    static String firstId(Instant at) {
        return String.format("%013d", Math.max(0, at.toEpochMilli()));
    }

    static Map<String, AttributeValue> item(String partition, Finding found, Instant expiry) {
        Map<String, AttributeValue> labels = new HashMap<>();
        found.series().labels().forEach((name, value) -> labels.put(name, text(value)));
        Map<String, AttributeValue> item = new HashMap<>(attributes(found));
        item.put(ItemAttributes.PK, text(partition));
        item.put(ItemAttributes.SK, text(found.id()));
        item.put("service", text(found.series().service()));
        item.put("metric", text(found.series().metric()));
        item.put("labels", AttributeValue.fromM(labels));
        item.put(ItemAttributes.TTL, AttributeValue.fromN(Long.toString(expiry.getEpochSecond())));
        return item;
    }

    private static Map<String, AttributeValue> attributes(Finding found) {
        return switch (found) {
            case FoundAnomaly one -> attributes(one.anomaly());
            case PredictedCrossing one -> attributes(one);
        };
    }

    private static Map<String, AttributeValue> attributes(Anomaly anomaly) {
        return Map.of(
                "value", number(anomaly.value()),
                "signal", text(anomaly.signal().name()),
                "observed", number(anomaly.observed()),
                "low", number(anomaly.low()),
                "high", number(anomaly.high()),
                "direction", text(anomaly.direction().name()),
                "score", number(anomaly.score()));
    }

    private static Map<String, AttributeValue> attributes(PredictedCrossing crossing) {
        return Map.of(
                "value",
                number(crossing.value()),
                LIMIT,
                number(crossing.limit()),
                "side",
                text(crossing.side().name()),
                "expected",
                text(crossing.expected().toString()),
                "earliest",
                text(crossing.earliest().toString()),
                "low",
                number(crossing.low()),
                "high",
                number(crossing.high()),
                "words",
                text(crossing.words()));
    }

    static Finding found(Map<String, AttributeValue> item) {
        Map<String, String> labels = new TreeMap<>();
        item.get("labels").m().forEach((name, value) -> labels.put(name, value.s()));
        SeriesKey series =
                SeriesKey.of(item.get("service").s(), item.get("metric").s(), labels);
        String id = item.get(ItemAttributes.SK).s();
        Instant at = Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-'))));
        return item.containsKey(LIMIT) ? crossing(series, at, item) : anomaly(series, at, item);
    }

    private static PredictedCrossing crossing(SeriesKey series, Instant at, Map<String, AttributeValue> item) {
        return new PredictedCrossing(
                series,
                at,
                number(item, "value"),
                number(item, LIMIT),
                Side.valueOf(item.get("side").s()),
                Instant.parse(item.get("expected").s()),
                Instant.parse(item.get("earliest").s()),
                number(item, "low"),
                number(item, "high"),
                item.get("words").s());
    }

    private static FoundAnomaly anomaly(SeriesKey series, Instant at, Map<String, AttributeValue> item) {
        return new FoundAnomaly(
                series,
                new Anomaly(
                        at,
                        number(item, "value"),
                        Signal.valueOf(item.get("signal").s()),
                        number(item, "observed"),
                        number(item, "low"),
                        number(item, "high"),
                        Direction.valueOf(item.get("direction").s()),
                        number(item, "score")));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(double value) {
        return text(Double.toString(value));
    }

    private static double number(Map<String, AttributeValue> item, String attribute) {
        return Double.parseDouble(item.get(attribute).s());
    }
}
