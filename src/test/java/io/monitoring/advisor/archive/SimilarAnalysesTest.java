package io.monitoring.advisor.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.table.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarAnalysesTest {

    private static final Fingerprint FAULT =
            new Fingerprint(List.of("db|latency_ms|up", "api|latency_ms|up", "edge|latency_ms|up"), List.of("db"));

    @Test
    void theSameFaultIsAsSimilarAsCanBe() {
        assertThat(FAULT.similarity(FAULT)).isEqualTo(1);
    }

    @Test
    void anotherFaultHasNothingInCommon() {
        var other = new Fingerprint(List.of("mailer|errors|up", "queue|depth|up"), List.of("mailer"));

        assertThat(FAULT.similarity(other)).isZero();
    }

    @Test
    void theOrderOfTheChangesCounts() {
        var backwards = new Fingerprint(FAULT.changes().reversed(), FAULT.causes());

        assertThat(FAULT.similarity(backwards)).isLessThan(1).isGreaterThan(SimilarAnalyses.ALIKE);
    }

    @Test
    void similarityIsMutual() {
        var part = new Fingerprint(List.of("db|latency_ms|up", "mailer|errors|up"), List.of("db", "mailer"));

        assertThat(part.similarity(FAULT)).isEqualTo(FAULT.similarity(part)).isBetween(0.1, 0.9);
    }

    @Test
    void anAnalysisComesBackFromItsItemsAsItWas() {
        Instant at = Instant.parse("2026-06-01T12:00:00Z");
        String id = AnalysisId.next(at);
        var stored = new StoredAnalysis(
                id, at, "overview", "high", "Risk is high", at.minusSeconds(60), List.of("Look at db"), FAULT);
        Item item = AnalysisItems.entry(stored, at.plusSeconds(10));

        assertThat(AnalysisId.isOne(id)).isTrue();
        assertThat(AnalysisItems.entry(item)).isEqualTo(stored);
        assertThat(item.isExpired(at)).isFalse();
        assertThat(item.isExpired(at.plusSeconds(11))).isTrue();
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(AnalysisItems.document(AnalysisItems.document(id, json, at))).isEqualTo(json);
    }
}
