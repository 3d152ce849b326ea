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
                packaged -> List.of(new Finding("b.property", "is odd"), new Finding("a.property", "is even")),
                packaged -> List.of(new Finding("c.property", "is both"))));

        assertThatThrownBy(() -> gate.check(true))
                .isInstanceOf(UnsafeStartException.class)
                .hasMessageContainingAll("\n  a.property is even\n  b.property is odd\n  c.property is both");
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
