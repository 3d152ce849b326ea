package io.monitoring.advisor.evidence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The read and write units that the store has counted. Looked at once in each minute of the clock, so that two answers over the same window agree. */
@Startup // made by the first analysis, it would know too short a time for what was counted
@ApplicationScoped
public class OwnUsage {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Instant start;
    private Instant looked = Instant.MIN;
    private Usage usage;

    OwnUsage(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        this.start = clock.instant();
    }

    public synchronized Usage usage() {
        Instant now = clock.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (usage == null || !minute.equals(looked)) {
            usage = look(now);
            looked = minute;
        }
        return usage;
    }

    private Usage look(Instant now) {
        double reads = meters.find("monitoring.dynamodb.read.units").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        List<Usage.Writes> writes = meters.find("monitoring.dynamodb.write.units").counters().stream()
                .map(OwnUsage::writes)
                .filter(one -> one.units() > 0)
                .sorted(Comparator.comparing(Usage.Writes::service).thenComparing(Usage.Writes::kind))
                .toList();
        return new Usage(Duration.between(start, now), reads, writes);
    }

    private static Usage.Writes writes(Counter counter) {
        return new Usage.Writes(
                Objects.requireNonNullElse(counter.getId().getTag("service"), ""),
                Objects.requireNonNullElse(counter.getId().getTag("kind"), ""),
                counter.count());
    }
}
