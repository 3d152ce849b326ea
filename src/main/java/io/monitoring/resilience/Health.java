package io.monitoring.resilience;

import io.monitoring.platform.config.Environment;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.BreakerSnapshot;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.Dependencies;
import io.monitoring.platform.guard.DependencyState.Condition;
import io.monitoring.platform.guard.DependencyStates;
import io.monitoring.platform.guard.HealthDetail;
import io.monitoring.resilience.HealthDocument.BreakerHealth;
import io.monitoring.resilience.HealthDocument.ServiceHealth;
import io.monitoring.resilience.HealthDocument.Status;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
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
    private final Instance<HealthDetail> details;
    private final String environment;
    private final String version;
    private final Clock clock;

    Health(
            Breakers breakers,
            DependencyStates states,
            @Any Instance<HealthDetail> details,
            Environment environment,
            @ConfigProperty(name = "quarkus.application.version") String version,
            Clock clock) {
        this.breakers = breakers;
        this.states = states;
        this.details = details;
        this.environment = environment.environment();
        this.version = version;
        this.clock = clock;
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
                services(),
                details());
    }

    private Map<String, Object> details() {
        var named = new LinkedHashMap<String, Object>();
        details.forEach(detail -> detail.value().ifPresent(value -> named.put(detail.field(), value)));
        return named;
    }

    private BreakerHealth of(BreakerSnapshot breaker) {
        return new BreakerHealth(
                breaker.state(),
                breaker.since().truncatedTo(ChronoUnit.MILLIS),
                breaker.calls(),
                breaker.failures(),
                states.of(breaker.name()).lastError(),
                HealthDocument.BreakerHold.of(breaker.manual()));
    }

    /** Points are safe in DynamoDB or in the queue: only with both away can none be accepted. */
    private Status status(List<BreakerSnapshot> snapshots) {
        if (isAway(BreakerNames.DYNAMODB_WRITE, snapshots) && isAway(BreakerNames.SQS, snapshots)) {
            return Status.UNHEALTHY;
        }
        boolean allWell = worst(snapshots) == CircuitBreakerState.CLOSED
                && BreakerNames.IN_USE.stream().noneMatch(name -> condition(name) == Condition.UNHEALTHY);
        return allWell ? Status.HEALTHY : Status.DEGRADED;
    }

    private boolean isAway(String name, List<BreakerSnapshot> snapshots) {
        return condition(name) == Condition.UNHEALTHY
                || snapshots.stream()
                        .anyMatch(
                                breaker -> breaker.name().equals(name) && breaker.state() == CircuitBreakerState.OPEN);
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
        return breakers.known(breaker) && breakers.state(breaker) == CircuitBreakerState.OPEN
                ? Condition.UNHEALTHY
                : states.of(breaker).condition();
    }

    private static CircuitBreakerState worst(List<BreakerSnapshot> snapshots) {
        return WorstState.of(snapshots.stream().map(BreakerSnapshot::state).toList());
    }
}
