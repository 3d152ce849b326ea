package io.monitoring.platform.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.platform.edge.CorsCheck;
import io.monitoring.platform.start.StartCheck.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartGateTest {

    private static final StartCheck FINE = packaged -> List.of();

    @Test
    void namesAllFindingsOfAllChecksAtOnce() {
        var gate = new StartGate(List.of(
                FINE,
                packaged -> List.of(
                        new Finding("b.property", "is odd", "it to 2"),
                        new Finding("a.property", "is even", "it to 1")),
                packaged -> List.of(new Finding("c.property", "is both", "it\nto 0"))));

        assertThatThrownBy(() -> gate.check(true))
                .isInstanceOf(RefusedStartException.class)
                .hasMessage("""
                        not started: a.property is even
                          set it to 1
                        not started: b.property is odd
                          set it to 2
                        not started: c.property is both
                          set it to 0""");
    }

    @Test
    void letsASafeConfigurationThrough() {
        assertThatCode(() -> new StartGate(List.of(FINE)).check(true)).doesNotThrowAnyException();
    }

    @Test
    void everyWebsiteIsNoOriginForAPackage() {
        var everybody = new CorsCheck(true, Optional.of(List.of("https://example.org", "*")));

        assertThatThrownBy(() -> new StartGate(List.of(everybody)).check(true))
                .hasMessageContaining("quarkus.http.cors.origins");
        assertThatCode(() -> new StartGate(List.of(everybody)).check(false)).doesNotThrowAnyException();
    }
}
