package io.monitoring.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.monitoring.platform.config.MovableClock;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Does what the schedules and the consumer would do, when a bench lets time pass. */
@Singleton
public class SimulatedWorker {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DirtyMarkSender marks;
    private final QueueConsumer consumer;
    private final OpenWork openWork;
    private final MovableClock clock;
    private final MeterRegistry meters;

    SimulatedWorker(
            DirtyMarkSender marks,
            QueueConsumer consumer,
            OpenWork openWork,
            MovableClock clock,
            MeterRegistry meters) {
        this.marks = marks;
        this.consumer = consumer;
        this.openWork = openWork;
        this.clock = clock;
        this.meters = meters;
    }

    /** Ends the consumer's own rounds: from now on messages are taken here, and time passes here. */
    public void takeOver() throws InterruptedException {
        consumer.stop(new ShutdownEvent());
    }

    /** Lets ten seconds pass: marks are sent, messages worked on. */
    public void tenSeconds() {
        clock.advance(Duration.ofSeconds(10));
        marks.send().await().atMost(PATIENCE);
        double before;
        do {
            before = handled();
            consumer.round().await().atMost(PATIENCE);
        } while (handled() > before);
    }

    /** Lets time pass in which nobody sends anything: what was left open is finished. */
    public void quietly(Duration time) {
        clock.advance(time);
        openWork.followUp().await().atMost(PATIENCE);
    }

    private double handled() {
        return meters.find("monitoring.queue.messages").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
