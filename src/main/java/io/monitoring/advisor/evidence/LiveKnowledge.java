package io.monitoring.advisor.evidence;

import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the worker has learnt while points came in. Where nobody provides this, an analysis seeks anomalies in the points
 * that it reads, and takes dependencies from their labels alone.
 */
public interface LiveKnowledge {

    /** The anomalies of a time, of the services that {@code covers}; by series and time. */
    Uni<List<KnownAnomaly>> anomalies(Period window, Predicate<String> covers);

    /** Who calls whom. */
    Uni<List<Dependency>> dependencies();
}
