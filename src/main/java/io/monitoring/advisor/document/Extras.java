package io.monitoring.advisor.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.monitoring.advisor.document.Findings.Action;
import io.monitoring.advisor.document.Findings.Factor;
import io.monitoring.advisor.document.Findings.Moment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** What only some analyses have: at the top level of the document, beside what all have. */
@RegisterForReflection(
        targets = {
            Extras.None.class,
            Extras.Response.class,
            Extras.NextStep.class,
            Extras.Review.class,
            Moment.class,
            Factor.class,
            Action.class,
            Extras.Memory.class,
            Extras.MemorySize.class,
            Extras.Safe.class,
            Extras.SafeOptimization.class,
            Extras.Applied.class,
            Extras.Costs.class,
            Extras.CostOptimization.class,
            Extras.Capacity.class,
            Extras.Prediction.class,
            Extras.PredictedPoint.class,
            Extras.RecommendedCapacity.class
        })
public sealed interface Extras {

    /** Nothing more. */
    record None() implements Extras {}

    /** The runbook that fits best, null where nothing is wrong, and its steps to take now. */
    record Response(String runbook, List<NextStep> nextSteps) implements Extras {}

    record NextStep(int order, String runbook, String step, String action, List<String> evidence) {}

    /** @param incidentId as it was sent */
    record Review(String incidentId, List<Moment> timeline, List<Factor> contributingFactors, List<Action> actionItems)
            implements Extras {}

    /**
     * @param recommendedMemory in MB; null where too little is reported to say
     * @param measured what was measured of each memory size
     * @param costModel the formula, with its prices
     */
    record Memory(
            String functionName, Integer recommendedMemory, String goal, List<MemorySize> measured, String costModel)
            implements Extras {}

    /**
     * @param averageMs mean duration; null where it is not known for this size
     * @param maxUsedMb the most memory that was used; null where that is not reported
     * @param dollarsPerMillion what a million invocations cost
     */
    record MemorySize(int memoryMb, Double averageMs, Long invocations, Double maxUsedMb, Double dollarsPerMillion) {}

    /** @param applied what {@code auto_apply} did; null where it was not asked for */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Safe(List<SafeOptimization> safeOptimizations, List<Applied> applied) implements Extras {}

    /**
     * Something that can be changed without risk to data.
     *
     * @param applicable whether {@code auto_apply} can do it
     * @param savingUsdPerMonth at the present load; null where it is not money that it saves
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SafeOptimization(
            String title,
            String action,
            boolean applicable,
            String setting,
            String from,
            String to,
            Double savingUsdPerMonth,
            List<String> evidence) {}

    /**
     * @param outcome {@code applied}, {@code refused} or {@code nothing_to_do}
     * @param undo the call that undoes it; null where nothing was done
     * @param by who had it applied; null where nothing was done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applied(String setting, String from, String to, String outcome, String why, String undo, String by) {}

    /** @param basis what the sums are made from: prices and the time measured */
    record Costs(List<CostOptimization> costOptimizations, Double measuredUsdPerMonth, String basis)
            implements Extras {}

    record CostOptimization(
            String title, String action, Double savingUsdPerMonth, String serviceName, List<String> evidence) {}

    /** @param recommendedCapacity for the first of the predictions; null where there is none */
    record Capacity(List<Prediction> predictions, RecommendedCapacity recommendedCapacity) implements Extras {}

    /**
     * @param limitCrossing when the mean reaches the limit; null where none was named or it does not
     */
    record Prediction(
            String serviceName,
            String metricType,
            String model,
            List<PredictedPoint> points,
            Double limit,
            Instant limitCrossing,
            List<String> evidence) {}

    /** A mean, and the interval in which 95 of 100 values should be. */
    record PredictedPoint(Instant at, double mean, double low, double high) {}

    /** @param value in the metric's own unit, for one point of the roll-up */
    record RecommendedCapacity(String serviceName, String metricType, double value, String basis) {}
}
