package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.analysis.Evidence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives evidence its ids, in the order in which it is brought; the same evidence twice has one id. */
final class Ledger {

    private final List<Exhibit> exhibits = new ArrayList<>();
    private final Map<Exhibit, String> ids = new LinkedHashMap<>();

    List<Exhibit> exhibits() {
        return List.copyOf(exhibits);
    }

    /** Of what is no series of a service. */
    String own(String kind, String what, Instant from, Instant to, Map<String, Double> numbers, String words) {
        return enter(kind, what, null, null, null, from, to, numbers, words);
    }

    String of(String kind, Reading reading, Instant from, Instant to, Map<String, Double> numbers, String words) {
        return enter(
                kind,
                reading.name(),
                reading.series().service(),
                reading.series().metric(),
                reading.labels(),
                from,
                to,
                numbers,
                words);
    }

    String of(String kind, Reading reading, Evidence evidence) {
        return of(kind, reading, evidence.from(), evidence.to(), evidence.numbers(), evidence.words());
    }

    /** Of a service, and of several of its metrics. */
    String ofService(String kind, String service, Evidence evidence) {
        return enter(
                kind,
                evidence.series(),
                service,
                null,
                null,
                evidence.from(),
                evidence.to(),
                evidence.numbers(),
                evidence.words());
    }

    /** What the ranking of causes found of a service; its series is named {@code <service> <metric>}. */
    String cause(String service, Evidence evidence) {
        String metric =
                evidence.series().startsWith(service + " ") ? evidence.series().substring(service.length() + 1) : null;
        return enter(
                "cause",
                evidence.series(),
                service,
                metric,
                null,
                evidence.from(),
                evidence.to(),
                evidence.numbers(),
                evidence.words());
    }

    private String enter(
            String kind,
            String series,
            String service,
            String metric,
            Map<String, String> labels,
            Instant from,
            Instant to,
            Map<String, Double> numbers,
            String words) {
        var finite = new LinkedHashMap<String, Double>();
        numbers.forEach((name, number) -> {
            if (Double.isFinite(number)) {
                finite.put(name, rounded(number));
            }
        });
        var nameless =
                new Exhibit(null, kind, series, service, metric, labels, new Exhibit.Window(from, to), finite, words);
        return ids.computeIfAbsent(nameless, any -> {
            String id = "E" + (exhibits.size() + 1);
            exhibits.add(new Exhibit(
                    id, kind, series, service, metric, labels, new Exhibit.Window(from, to), finite, words));
            return id;
        });
    }

    /** Six significant digits: the rest is noise of the arithmetic. */
    static double rounded(double number) {
        return number == 0
                ? 0
                : new BigDecimal(number).round(new MathContext(6)).doubleValue();
    }
}
