package io.monitoring.advisor;

import io.monitoring.advisor.evidence.EvidenceScope;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.request.AnalysisCall;
import io.monitoring.advisor.request.AnalysisRequest;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.MetricRole;
import io.monitoring.platform.auth.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What a request has to be read for. */
final class Scopes {

    private static final Duration SHORTEST_LEAD = Duration.ofMinutes(30);
    private static final Duration LONGEST_LEAD = Duration.ofHours(6);

    /** Periods of the longest series from which a forecast is worth trying. */
    private static final int ENOUGH_PERIODS = 48;

    private Scopes() {}

    /** Scopes to try: the first in which enough is found counts, the last in any case. */
    static List<EvidenceScope> of(AnalysisCall call, Caller caller) {
        Predicate<String> services = caller::covers;
        return switch (call.request()) {
            case CapacityPrediction capacity -> ofLoad(call, capacity, named(call, services));
            case AnalysisRequest.LambdaOptimization any ->
                List.of(EvidenceScope.of(call.window(), Duration.ZERO, named(call, services), metric -> true));
            case AnalysisRequest.PostIncident any ->
                List.of(EvidenceScope.of(call.window(), lead(call.window()), services, metric -> true));
            default -> List.of(EvidenceScope.of(call.window(), Duration.ZERO, services, metric -> true));
        };
    }

    /**
     * Of scopes with finer periods those from the one on in which enough is to be found, by what was found in coarser ones;
     * none where that is enough, where there is nothing, and where something is away now, which is not asked for again.
     */
    static List<EvidenceScope> worthTrying(List<EvidenceScope> finer, GatheredEvidence read) {
        int periods = read.readings().stream().mapToInt(Reading::size).max().orElse(0);
        if (finer.isEmpty()
                || periods == 0
                || periods >= ENOUGH_PERIODS
                || !read.missing().isEmpty()) {
            return List.of();
        }
        Duration known = read.step().multipliedBy(periods);
        int first = 0;
        while (first < finer.size() - 1 && known.dividedBy(finer.get(first).step()) < ENOUGH_PERIODS) {
            first++;
        }
        return finer.subList(first, finer.size());
    }

    private static Predicate<String> named(AnalysisCall call, Predicate<String> services) {
        return call.service().map(name -> services.and(name::equals)).orElse(services);
    }

    /** As much before it as it is long, to compare with. */
    private static Duration lead(Period window) {
        Duration length = window.length();
        if (length.compareTo(SHORTEST_LEAD) < 0) {
            return SHORTEST_LEAD;
        }
        return length.compareTo(LONGEST_LEAD) > 0 ? LONGEST_LEAD : length;
    }

    /** Who has reported for two hours only has two points in hours, and 120 in minutes. */
    private static List<EvidenceScope> ofLoad(
            AnalysisCall call, CapacityPrediction request, Predicate<String> services) {
        Predicate<String> metrics = metric -> request.metric()
                .map(metric::equals)
                .orElseGet(() ->
                        MetricRole.of(metric) == MetricRole.REQUESTS || MetricRole.of(metric) == MetricRole.SATURATION);
        return List.of(call.window().length(), Duration.ofHours(30), Duration.ofHours(3)).stream()
                .map(length -> Period.before(call.window().to(), length))
                .map(window -> EvidenceScope.of(window, Duration.ZERO, services, metrics))
                .toList();
    }
}
