package io.monitoring.resilience;

import io.monitoring.platform.BreakerNames;
import io.monitoring.platform.BreakerSnapshot;
import io.monitoring.platform.Breakers;
import io.monitoring.platform.Dependencies;
import io.monitoring.platform.DependencyState.Condition;
import io.monitoring.platform.DependencyStates;
import io.monitoring.platform.Environment;
import io.monitoring.resilience.HealthDocument.BreakerHealth;
import io.monitoring.resilience.HealthDocument.ServiceHealth;
import io.monitoring.resilience.HealthDocument.Status;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Judges this instance from memory: what the breakers stand at and what the last calls told. It calls nothing. */
@ApplicationScoped
class Health {

    private final Breakers breakers;
    private final DependencyStates states;
    private final String environment;
    private final String version;
    private final Clock clock = Clock.systemUTC();

    Health(
            Breakers breakers,
            DependencyStates states,
            Environment environment,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.breakers = breakers;
        this.states = states;
        this.environment = environment.environment();
        this.version = version;
    }

    HealthDocument document() {
        List<BreakerSnapshot> snapshots = breakers.snapshots();
        var byName = new LinkedHashMap<String, BreakerHealth>();
        for (BreakerSnapshot breaker : snapshots) {
            byName.put(breaker.name(), of(breaker));
        }
        return new HealthDocument(
                status(snapshots),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                environment,
                version,
                worst(snapshots),
                byName,
                services());
    }

    private BreakerHealth of(BreakerSnapshot breaker) {
        return new BreakerHealth(
                breaker.state(),
                breaker.since().truncatedTo(ChronoUnit.MILLIS),
                breaker.calls(),
                breaker.failures(),
                states.of(breaker.name()).lastError(),
                breaker.manual());
    }

    private Status status(List<BreakerSnapshot> snapshots) {
        if (snapshots.stream().anyMatch(Health::keepsPointsOut)
                || condition(BreakerNames.DYNAMODB_WRITE) == Condition.UNHEALTHY) {
            return Status.UNHEALTHY;
        }
        boolean allWell = worst(snapshots) == CircuitBreakerState.CLOSED
                && BreakerNames.IN_USE.stream().noneMatch(name -> condition(name) == Condition.UNHEALTHY);
        return allWell ? Status.HEALTHY : Status.DEGRADED;
    }

    private static boolean keepsPointsOut(BreakerSnapshot breaker) {
        return breaker.name().equals(BreakerNames.DYNAMODB_WRITE) && breaker.state() == CircuitBreakerState.OPEN;
    }

    private Map<String, ServiceHealth> services() {
        var services = new LinkedHashMap<String, ServiceHealth>();
        services.put(Dependencies.DYNAMODB, service(BreakerNames.DYNAMODB_READ, BreakerNames.DYNAMODB_WRITE));
        services.put(Dependencies.SQS, service(BreakerNames.SQS));
        services.put(Dependencies.BEDROCK, service(BreakerNames.BEDROCK));
        return services;
    }

    private ServiceHealth service(String... doors) {
        List<Condition> conditions = Stream.of(doors).map(this::condition).toList();
        if (conditions.contains(Condition.UNHEALTHY)) {
            return ServiceHealth.UNHEALTHY;
        }
        return conditions.contains(Condition.HEALTHY) ? ServiceHealth.HEALTHY : ServiceHealth.UNKNOWN;
    }

    private Condition condition(String breaker) {
        return states.of(breaker).condition();
    }

    private static CircuitBreakerState worst(List<BreakerSnapshot> snapshots) {
        return WorstState.of(snapshots.stream().map(BreakerSnapshot::state).toList());
    }
}
