package io.monitoring.analysis.slo;

import io.monitoring.analysis.Decimal;
import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An objective held against what happened up to a time.
 *
 * @param availability share of good requests in the period
 * @param consumed share of the period's budget that is spent: 1 is all of it, more is missed. It is measured against the
 *     requests so far, as if the rest of the period had none
 * @param exhausted when the budget is spent if the last hour goes on; {@code at} when it is; null when it will not be
 *     within another period
 * @param burns the alerts, fastest first
 */
public record ErrorBudget(
        Objective objective,
        Instant at,
        Tally tally,
        double availability,
        double consumed,
        Instant exhausted,
        List<Burn> burns,
        Evidence evidence) {

    public ErrorBudget {
        burns = List.copyOf(burns);
    }

    /** Share of the budget that is left; negative when the objective is missed. */
    public double left() {
        return 1 - consumed;
    }

    /**
     * Counts requests and failures in {@code (at - period, at]}; a point stands for the time since the one before it.
     *
     * @param name what the evidence calls the service
     * @param requests requests a point
     * @param failed those of them that failed; a time without a point had none
     * @throws RefusedInput for negative counts, or more failures than requests in a window
     */
    public static ErrorBudget of(String name, Objective objective, TimeSeries requests, TimeSeries failed, Instant at) {
        notNegative("requests", requests);
        notNegative("failed", failed);
        Tally tally = tally(requests, failed, at, objective.period());
        double consumed = tally.burnRate(objective);
        List<Burn> burns = new ArrayList<>();
        for (BurnAlert alert : BurnAlert.values()) {
            burns.add(burn(name, alert, objective, requests, failed, at));
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("requests", tally.requests());
        numbers.put("failed", tally.failed());
        numbers.put("availability", tally.availability());
        numbers.put("target", objective.target());
        numbers.put("budget_consumed", consumed);
        String words = "%s answered %s of its requests well, where %s are promised: %s of the error budget is spent"
                .formatted(name, share(tally.availability()), share(objective.target()), Decimal.percent(consumed));
        return new ErrorBudget(
                objective,
                at,
                tally,
                tally.availability(),
                consumed,
                exhausted(objective, consumed, burns.getFirst().longRate(), at),
                burns,
                new Evidence(name, at.minus(objective.period()), at, numbers, words));
    }

    private static Burn burn(
            String name, BurnAlert alert, Objective objective, TimeSeries requests, TimeSeries failed, Instant at) {
        double longRate = tally(requests, failed, at, alert.longWindow()).burnRate(objective);
        double shortRate = tally(requests, failed, at, alert.shortWindow()).burnRate(objective);
        boolean firing = longRate >= alert.rate() && shortRate >= alert.rate();
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("rate", alert.rate());
        numbers.put("long_rate", longRate);
        numbers.put("short_rate", shortRate);
        String words =
                "%s spends its error budget %s times as fast as allowed over %s, and %s times over %s; the line is %s"
                        .formatted(
                                name,
                                Decimal.of(longRate),
                                alert.longWindow(),
                                Decimal.of(shortRate),
                                alert.shortWindow(),
                                Decimal.of(alert.rate()));
        Evidence evidence = new Evidence(name, at.minus(alert.longWindow()), at, numbers, words);
        return new Burn(alert, longRate, shortRate, firing, evidence);
    }

    /** At burn rate b the whole budget lasts for period / b. */
    private static Instant exhausted(Objective objective, double consumed, double rate, Instant at) {
        if (consumed >= 1) {
            return at;
        }
        if (rate <= 1 - consumed) {
            return null;
        }
        return at.plusSeconds((long) (objective.period().toSeconds() * (1 - consumed) / rate));
    }

    private static Tally tally(TimeSeries requests, TimeSeries failed, Instant at, Duration window) {
        return new Tally(sum(requests, at, window), sum(failed, at, window));
    }

    private static double sum(TimeSeries series, Instant at, Duration window) {
        double sum = 0;
        for (double value : series.between(at.minus(window).getEpochSecond() + 1, at.getEpochSecond() + 1)) {
            sum += value;
        }
        return sum;
    }

    private static void notNegative(String field, TimeSeries series) {
        for (int i = 0; i < series.size(); i++) {
            if (series.value(i) < 0) {
                throw new RefusedInput(field + "[" + i + "]", "must not be negative");
            }
        }
    }

    /** With as many digits as nines need. */
    private static String share(double ratio) {
        return new BigDecimal(ratio * 100)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
