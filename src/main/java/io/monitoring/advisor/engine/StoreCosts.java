package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras.CostOptimization;
import io.monitoring.advisor.document.Extras.Costs;
import io.monitoring.advisor.document.Extras.SafeOptimization;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Usage;
import io.monitoring.analysis.Decimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the store costs, and what would cost less. From the units that DynamoDB said it consumed, and its on-demand prices
 * in us-east-1: 0.625 dollars a million write units, 0.125 dollars a million read units.
 */
final class StoreCosts {

    private static final double DOLLARS_A_WRITE = 0.625e-6;
    private static final double DOLLARS_A_READ = 0.125e-6;
    private static final double SECONDS_A_MONTH = Duration.ofDays(30).toSeconds();
    private static final String BLOCKS = "block";

    /** A write unit is a kilobyte, and a packed point a few bytes: so many points should go into one. */
    private static final double POINTS_A_UNIT = 100;

    /** Rates of less than this say nothing. */
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    private final Usage usage;
    private final GatheredEvidence evidence;
    private final Draft draft;

    StoreCosts(Usage usage, GatheredEvidence evidence, Draft draft) {
        this.usage = usage;
        this.evidence = evidence;
        this.draft = draft;
    }

    /** A service whose points travel in small requests. */
    private record SmallRequests(String service, double unitsAThousand, Double saving, String id) {}

    Costs costs() {
        List<CostOptimization> optimizations = new ArrayList<>();
        for (SmallRequests one : smallRequests()) {
            optimizations.add(
                    new CostOptimization(title(one), action(one), one.saving(), one.service(), List.of(one.id())));
        }
        optimizations.sort(Comparator.comparing(
                        CostOptimization::savingUsdPerMonth, Comparator.nullsFirst(Comparator.naturalOrder()))
                .reversed()
                .thenComparing(CostOptimization::serviceName));
        optimizations.forEach(one -> draft.recommend(
                RunbookStep.BATCHING, one.action() + "; " + RunbookStep.BATCHING.words(), one.title(), one.evidence()));
        return new Costs(optimizations, measured(), basis());
    }

    List<SafeOptimization> safe() {
        return smallRequests().stream()
                .map(one -> new SafeOptimization(
                        title(one), action(one), false, null, null, null, one.saving(), List.of(one.id())))
                .toList();
    }

    private static String title(SmallRequests one) {
        return one.service() + " takes " + Decimal.of(one.unitsAThousand()) + " write units for 1,000 points; packed, "
                + Decimal.of(1000 / POINTS_A_UNIT) + " are enough";
    }

    private static String action(SmallRequests one) {
        return "Let " + one.service() + " send its points together, at least " + Decimal.of(POINTS_A_UNIT)
                + " a request";
    }

    private boolean tooEarly() {
        return usage.over().compareTo(ENOUGH) < 0 || usage.writeUnits() + usage.readUnits() == 0;
    }

    /** Dollars a month at the present rate; null when there is too little to measure a rate. */
    private Double measured() {
        if (tooEarly()) {
            draft.missing(
                    "the store's read and write units",
                    "this instance has not worked long enough to know its rates",
                    null);
            return null;
        }
        double dollars = usage.writeUnits() * DOLLARS_A_WRITE + usage.readUnits() * DOLLARS_A_READ;
        double month = Ledger.rounded(dollars / usage.over().toSeconds() * SECONDS_A_MONTH);
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("write_units", usage.writeUnits());
        numbers.put("read_units", usage.readUnits());
        numbers.put("seconds", (double) usage.over().toSeconds());
        numbers.put("dollars_a_month", month);
        Map<String, Double> kinds = new TreeMap<>();
        usage.writes().forEach(one -> kinds.merge(one.kind() + "_write_units", one.units(), Double::sum));
        numbers.putAll(kinds);
        String id = draft.ledger()
                .own(
                        "usage",
                        "read and write units of this instance",
                        evidence.window().to().minus(usage.over()),
                        evidence.window().to(),
                        numbers,
                        Decimal.of(usage.writeUnits()) + " write units and " + Decimal.of(usage.readUnits())
                                + " read units in " + usage.over().toSeconds() + " s");
        draft.insight(
                "At its present rate this instance's reads and writes cost " + Decimal.of(month) + " dollars a month",
                List.of(id));
        return month;
    }

    private List<SmallRequests> smallRequests() {
        if (tooEarly()) {
            return List.of();
        }
        Map<String, Double> units = new TreeMap<>();
        usage.writes().stream()
                .filter(one -> one.kind().endsWith(BLOCKS))
                .forEach(one -> units.merge(one.service(), one.units(), Double::sum));
        Map<String, Long> points = new TreeMap<>();
        for (Reading reading : evidence.readings()) {
            points.merge(reading.series().service(), reading.count(), Long::sum);
        }
        double seconds = evidence.window().length().toSeconds();
        List<SmallRequests> small = new ArrayList<>();
        units.forEach((service, written) -> {
            double pointsASecond = points.getOrDefault(service, 0L) / seconds;
            double unitsASecond = written / usage.over().toSeconds();
            if (pointsASecond > 0 && unitsASecond > pointsASecond / POINTS_A_UNIT) {
                small.add(small(service, pointsASecond, unitsASecond));
            }
        });
        return small;
    }

    private SmallRequests small(String service, double pointsASecond, double unitsASecond) {
        double saving = (unitsASecond - pointsASecond / POINTS_A_UNIT) * SECONDS_A_MONTH * DOLLARS_A_WRITE;
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("points_a_second", pointsASecond);
        numbers.put("write_units_a_second", unitsASecond);
        numbers.put("write_units_a_thousand_points", 1000 * unitsASecond / pointsASecond);
        numbers.put("saving_usd_per_month", saving);
        String id = draft.ledger()
                .own(
                        "usage",
                        "blocks of " + service,
                        evidence.window().from(),
                        evidence.window().to(),
                        numbers,
                        service + " sends " + Decimal.of(pointsASecond) + " points a second, for which "
                                + Decimal.of(unitsASecond) + " write units a second are used");
        return new SmallRequests(service, 1000 * unitsASecond / pointsASecond, Ledger.rounded(saving), id);
    }

    private String basis() {
        return "units that DynamoDB reported to this instance in the last "
                + usage.over().toSeconds()
                + " s; on-demand prices of us-east-1: 0.625 dollars a million write units, 0.125 a million read units;"
                + " a month has 30 days; storage and other instances are not in it";
    }
}
