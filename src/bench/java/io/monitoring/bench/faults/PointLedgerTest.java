package io.monitoring.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.bench.faults.PointLedger.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bench would notice. */
class PointLedgerTest {

    private static final String SERVICE = "checkout";

    private final PointLedger ledger = new PointLedger();

    @Test
    void eachBrokenPromiseIsFound() {
        long lost = answered(Outcome.ACKNOWLEDGED);
        long twice = answered(Outcome.ACKNOWLEDGED);
        long refused = answered(Outcome.REFUSED);
        long unknownTwice = answered(Outcome.UNKNOWN);

        var verdict = ledger.check(Map.of(twice, 2, refused, 1, unknownTwice, 2, 99L, 1));

        assertThat(verdict.kept()).isFalse();
        assertThat(verdict.count("acknowledged_missing")).isEqualTo(1);
        assertThat(verdict.count("stored_twice")).isEqualTo(1);
        assertThat(verdict.count("refused_stored")).isEqualTo(1);
        assertThat(verdict.count("unknown_stored_twice")).isEqualTo(1);
        assertThat(verdict.count("never_sent")).isEqualTo(1);
        assertThat(verdict.text(10)).contains(lost + " is there 0 times");
    }

    @Test
    void whatIsUnknownMayBeThereOrNot() {
        answered(Outcome.UNKNOWN);
        long there = answered(Outcome.UNKNOWN);

        assertThat(ledger.check(Map.of(there, 1)).kept()).isTrue();
    }

    @Test
    void aRefusedRepetitionDoesNotUndoWhatTheFirstAttemptMayHaveDone() {
        long repeated = answered(Outcome.UNKNOWN, Outcome.REFUSED);

        assertThat(ledger.check(Map.of(repeated, 1)).kept()).isTrue();
    }

    @Test
    void anAcknowledgedRepetitionCounts() {
        answered(Outcome.UNKNOWN, Outcome.REFUSED, Outcome.ACKNOWLEDGED);

        assertThat(ledger.check(Map.of()).count("acknowledged_missing")).isEqualTo(1);
    }

    private long answered(Outcome... outcomes) {
        long value = ledger.next(SERVICE, true);
        for (Outcome outcome : outcomes) {
            ledger.answered(value, outcome, outcome.toString());
        }
        return value;
    }
}
