package io.monitoring.platform.start;

import io.quarkus.arc.All;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Stops the start where a {@link StartCheck} finds something, and names all of it at once. */
@Singleton
class StartGate {

    private final List<StartCheck> checks;

    StartGate(@All List<StartCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** What counts is how it was built, not its profile: a package started with another profile is deployed all the same. */
    void start(@Observes @Priority(StartupOrder.CHECKS) StartupEvent event) {
        check(LaunchMode.current() == LaunchMode.NORMAL);
    }

    void check(boolean packaged) {
        List<StartCheck.Finding> findings = checks.stream()
                .flatMap(check -> check.findings(packaged).stream())
                .toList();
        if (!findings.isEmpty()) {
            throw new RefusedStartException(findings);
        }
    }
}
