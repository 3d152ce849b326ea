package io.monitoring.resilience.fleet;

import io.monitoring.platform.aws.ControlGateway;
import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.BreakerPolicy;
import io.monitoring.platform.guard.BreakerSnapshot;
import io.monitoring.platform.guard.Breakers;
import io.monitoring.platform.guard.DependencyStates;
import io.monitoring.platform.guard.RecoverySetting;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Tries what is behind an open breaker, by the door that has none, and closes the breaker when it answered often enough.
 * Thus what came back after ten seconds is not kept out for sixty. What an admin holds is left alone.
 */
@ApplicationScoped
public class EarlyClosing {

    /** Not Bedrock: every question to a model costs money, and the next analysis is its trial. */
    private static final List<String> TRIED =
            List.of(BreakerNames.DYNAMODB_READ, BreakerNames.DYNAMODB_WRITE, BreakerNames.SQS);

    private final Breakers breakers;
    private final DependencyStates states;
    private final FleetTable table;
    private final FleetBreakers fleet;
    private final ControlGateway door;
    private final Clock clock;
    private final Map<String, TrialSchedule> schedules;

    EarlyClosing(
            Breakers breakers,
            DependencyStates states,
            FleetTable table,
            FleetBreakers fleet,
            ControlGateway door,
            RecoverySetting setting,
            TrialTiming timing,
            BreakerPolicy policy,
            Clock clock) {
        this.breakers = breakers;
        this.states = states;
        this.table = table;
        this.fleet = fleet;
        this.door = door;
        this.clock = clock;
        this.schedules = TRIED.stream()
                .collect(Collectors.toUnmodifiableMap(
                        name -> name,
                        name -> new TrialSchedule(
                                setting::current, timing, policy.openTime(), () -> ThreadLocalRandom.current()
                                        .nextDouble())));
    }

    Uni<Void> whatIsDue() {
        return Uni.join()
                .all(TRIED.stream().map(this::tryWhereDue).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> tryWhereDue(String name) {
        return Uni.createFrom().deferred(() -> {
            BreakerSnapshot breaker = breakers.snapshot(name);
            return isOpenByItself(breaker) && schedules.get(name).due(breaker.since(), clock.instant())
                    ? trial(name, breaker)
                    : Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> trial(String name, BreakerSnapshot tried) {
        return question(name)
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .invoke(answered -> {
                    if (answered) {
                        answered(name, tried);
                    } else {
                        schedules.get(name).failed(clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    private void answered(String name, BreakerSnapshot tried) {
        BreakerSnapshot breaker = breakers.snapshot(name);
        boolean enough = schedules.get(name).answered(clock.instant());
        // Whoever moved it or took it in hand meanwhile knows better.
        if (enough && isOpenByItself(breaker) && breaker.since().equals(tried.since())) {
            states.answered(name);
            breakers.reset(name, "probe answered");
        }
    }

    private static boolean isOpenByItself(BreakerSnapshot breaker) {
        return breaker.state() == CircuitBreakerState.OPEN && breaker.manual() == null;
    }

    private Uni<?> question(String name) {
        return switch (name) {
            case BreakerNames.DYNAMODB_READ -> table.control();
            case BreakerNames.DYNAMODB_WRITE -> fleet.heartbeat();
            case BreakerNames.SQS -> door.askQueue();
            default -> Uni.createFrom().failure(new IllegalStateException("nothing can be asked behind " + name));
        };
    }
}
