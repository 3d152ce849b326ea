package io.monitoring.resilience.fleet;

import io.monitoring.platform.guard.BreakerNames;
import io.monitoring.platform.guard.Breakers;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who this is among the instances. */
@ApplicationScoped
public class ThisInstance {

    /** How often it says that it is there; after three that are missing it is not known any more. */
    static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(10);

    private static final int ID_BYTES = 4;

    private final Breakers breakers;
    private final Clock clock;
    private final String id;
    private final String host;
    private final Instant started;

    ThisInstance(Breakers breakers, Clock clock) {
        this.breakers = breakers;
        this.clock = clock;
        // At run time: a native image would keep what was drawn when it was built.
        byte[] random = new byte[ID_BYTES];
        new SecureRandom().nextBytes(random);
        this.id = HexFormat.of().formatHex(random);
        this.host = host();
        this.started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** New at each start. */
    String id() {
        return id;
    }

    /** What it tells the others, having carried out the orders up to {@code generation}. */
    public InstanceState state(long generation) {
        Map<String, CircuitBreakerState> states = new LinkedHashMap<>();
        BreakerNames.IN_USE.forEach(name -> states.put(name, breakers.state(name)));
        return new InstanceState(
                id, host, started, clock.instant().truncatedTo(ChronoUnit.MILLIS), HEARTBEAT_EVERY, generation, states);
    }

    private static String host() {
        String pod = System.getenv("HOSTNAME");
        if (pod != null && !pod.isBlank()) {
            return pod;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
