package io.monitoring.analysis.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {

    private static final Objective THREE_NINES = new Objective(0.999, Duration.ofDays(30));
    private static final int MINUTES = 30 * 24 * 60;
    private static final Instant NOW = Instant.ofEpochSecond(60L * MINUTES);
    private static final TimeSeries REQUESTS = minutes(any -> 100);

    /** A point a minute for 30 days, the last one now; the function is of the minutes until now. */
    private static TimeSeries minutes(IntToDoubleFunction value) {
        return TimeSeries.of(
                "points",
                IntStream.range(0, MINUTES).mapToLong(i -> 60L * (i + 1)).toArray(),
                IntStream.range(0, MINUTES)
                        .mapToDouble(i -> value.applyAsDouble(MINUTES - 1 - i))
                        .toArray());
    }

    @Test
    void atTheObjectiveTheBudgetIsJustSpent() {
        ErrorBudget budget = ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(any -> 0.1), NOW);

        assertThat(budget.availability()).isCloseTo(0.999, within(1e-9));
        assertThat(budget.consumed()).isCloseTo(1, within(1e-6));
        assertThat(budget.left()).isCloseTo(0, within(1e-6));
        assertThat(budget.burns())
                .allSatisfy(burn -> assertThat(burn.longRate()).isCloseTo(1, within(1e-6)));
        assertThat(budget.evidence().words()).startsWith("web answered 99.9 % of its requests well");
    }

    /** The workbook's table: the rate of each alert, kept up for its long window, takes 2, 5 and 10 % of the budget. */
    @Test
    void theRatesAreThoseOfTheWorkbook() {
        for (BurnAlert alert : BurnAlert.values()) {
            double spent = alert.rate()
                    * alert.longWindow().toSeconds()
                    / Duration.ofDays(30).toSeconds();
            assertThat(spent)
                    .isCloseTo(
                            switch (alert) {
                                case PAGE_FAST -> 0.02;
                                case PAGE_SLOW -> 0.05;
                                case TICKET -> 0.10;
                            },
                            within(1e-9));
            assertThat(alert.longWindow()).isEqualTo(alert.shortWindow().multipliedBy(12));
        }
    }

    @Test
    void pagesWhileItBurnsAndNotAfterwards() {
        TimeSeries burning = minutes(ago -> ago < 60 ? 2 : 0);
        TimeSeries over = minutes(ago -> ago >= 10 && ago < 70 ? 2 : 0);

        ErrorBudget now = ErrorBudget.of("web", THREE_NINES, REQUESTS, burning, NOW);
        ErrorBudget later = ErrorBudget.of("web", THREE_NINES, REQUESTS, over, NOW);

        assertThat(burn(now, BurnAlert.PAGE_FAST).longRate()).isCloseTo(20, within(1e-6));
        assertThat(burn(now, BurnAlert.PAGE_FAST).firing()).isTrue();
        assertThat(burn(later, BurnAlert.PAGE_FAST).longRate()).isGreaterThan(14.4);
        assertThat(burn(later, BurnAlert.PAGE_FAST).firing()).isFalse();
    }

    @Test
    void saysWhenTheBudgetWillBeSpent() {
        ErrorBudget budget = ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(ago -> ago < 60 ? 2 : 0), NOW);

        // 1/36 is spent; the rest lasts 30 days / 20 times 35/36.
        assertThat(Duration.between(NOW, budget.exhausted()).toMinutes()).isCloseTo(2_100, within(1L));
        assertThat(ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(any -> 0), NOW)
                        .exhausted())
                .isNull();
        assertThat(ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(any -> 1), NOW)
                        .exhausted())
                .isEqualTo(NOW);
    }

    @Test
    void nobodyAskedNobodyFailed() {
        TimeSeries none = TimeSeries.of("points", new long[0], new double[0]);

        ErrorBudget budget = ErrorBudget.of("web", THREE_NINES, none, none, NOW);

        assertThat(budget.availability()).isEqualTo(1);
        assertThat(budget.burns()).noneMatch(Burn::firing);
    }

    @Test
    void refusesObjectivesThatAreNoneAndCountsThatCannotBe() {
        assertThatThrownBy(() -> new Objective(1, Duration.ofDays(1)))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("target"));
        assertThatThrownBy(() -> new Objective(0.9, Duration.ZERO))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("period"));
        assertThatThrownBy(() -> ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(any -> 101), NOW))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("failed"));
        assertThatThrownBy(() -> ErrorBudget.of("web", THREE_NINES, REQUESTS, minutes(any -> -1), NOW))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("failed[0]"));
    }

    private static Burn burn(ErrorBudget budget, BurnAlert alert) {
        return budget.burns().stream()
                .filter(burn -> burn.alert() == alert)
                .findFirst()
                .orElseThrow();
    }
}
