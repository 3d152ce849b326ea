package io.monitoring.live;

import io.monitoring.analysis.anomaly.Anomaly;
import io.monitoring.analysis.anomaly.Direction;
import io.monitoring.analysis.anomaly.Signal;
import io.monitoring.platform.ItemAttributes;
import io.monitoring.store.SeriesKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Anomalies as items of the one table, two each, so that either list is one range: {@code pk=N#service} and
 * {@code pk=N@yyyyMMdd}, both with {@code sk=<id>}. Numbers are texts: DynamoDB's own do not reach as far as a double.
 */
final class AnomalyItems {

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

    static Map<String, AttributeValue> item(String partition, FoundAnomaly found, Instant expiry) {
        Anomaly anomaly = found.anomaly();
        Map<String, AttributeValue> labels = new HashMap<>();
        found.series().labels().forEach((name, value) -> labels.put(name, text(value)));
        return Map.ofEntries(
                Map.entry(ItemAttributes.PK, text(partition)),
                Map.entry(ItemAttributes.SK, text(found.id())),
                Map.entry("service", text(found.series().service())),
                Map.entry("metric", text(found.series().metric())),
                Map.entry("labels", AttributeValue.fromM(labels)),
                Map.entry("value", number(anomaly.value())),
                Map.entry("signal", text(anomaly.signal().name())),
                Map.entry("observed", number(anomaly.observed())),
                Map.entry("low", number(anomaly.low())),
                Map.entry("high", number(anomaly.high())),
                Map.entry("direction", text(anomaly.direction().name())),
                Map.entry("score", number(anomaly.score())),
                Map.entry(ItemAttributes.TTL, AttributeValue.fromN(Long.toString(expiry.getEpochSecond()))));
    }

    static FoundAnomaly found(Map<String, AttributeValue> item) {
        Map<String, String> labels = new TreeMap<>();
        item.get("labels").m().forEach((name, value) -> labels.put(name, value.s()));
        String id = item.get(ItemAttributes.SK).s();
        return new FoundAnomaly(
                SeriesKey.of(item.get("service").s(), item.get("metric").s(), labels),
                new Anomaly(
                        Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-')))),
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
