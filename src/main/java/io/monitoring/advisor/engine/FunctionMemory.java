package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras.Memory;
import io.monitoring.advisor.document.Extras.MemorySize;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.Reading;
import io.monitoring.advisor.evidence.Reading.Total;
import io.monitoring.advisor.request.AnalysisRequest.LambdaGoal;
import io.monitoring.advisor.request.AnalysisRequest.LambdaOptimization;
import io.monitoring.analysis.Decimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A function's memory, from what it reports: {@code duration_ms} with label {@code memory_mb}, and
 * {@code max_memory_used_mb}. Cost of an invocation (AWS Lambda's prices for x86 in us-east-1, first tier):
 * {@code memory_mb / 1024 * duration_ms / 1000 * 0.0000166667 + 0.0000002} dollars. Of the sizes measured: for cost the
 * cheapest, for performance the fastest, balanced the one with the least cost times duration. No size under what the
 * function uses plus a tenth.
 */
final class FunctionMemory {

    static final String DURATION = "duration_ms";
    static final String USED = "max_memory_used_mb";
    static final String MEMORY = "memory_mb";

    private static final double DOLLARS_A_GB_SECOND = 0.0000166667;
    private static final double DOLLARS_A_REQUEST = 0.0000002;
    private static final double HEADROOM = 1.1;
    /** With one size measured, time at another is not known: only memory that lies idle is given back. */
    private static final double ROOM_WITHOUT_TIMES = 1.3;

    private static final int STEP = 64;
    private static final int LEAST = 128;
    private static final int MOST = 10_240;
    private static final String COST_MODEL =
            "dollars an invocation = memory_mb / 1024 * duration_ms / 1000 * 0.0000166667 + 0.0000002 (AWS Lambda, x86,"
                    + " us-east-1, first tier); a size must hold max_memory_used_mb * 1.1";

    private final String function;
    private final LambdaGoal goal;
    private final Draft draft;
    private final List<Reading> readings;

    FunctionMemory(LambdaOptimization request, GatheredEvidence evidence, Draft draft) {
        this.goal = request.goal();
        this.draft = draft;
        this.function = request.functionName().or(() -> onlyFunction(evidence)).orElse(null);
        this.readings = evidence.readings().stream()
                .filter(reading -> reading.series().service().equals(function))
                .toList();
    }

    private static Optional<String> onlyFunction(GatheredEvidence evidence) {
        return evidence.readings().stream()
                .filter(reading -> reading.series().metric().equals(DURATION)
                        && reading.labels().containsKey(MEMORY))
                .max(Comparator.comparingLong(Reading::count)
                        .thenComparing(reading -> reading.series().service(), Comparator.reverseOrder()))
                .map(reading -> reading.series().service());
    }

    Memory advise() {
        List<MemorySize> sizes = measured();
        Optional<Double> used = used(reading -> true);
        long timed = sizes.stream().filter(size -> size.averageMs() != null).count();
        Integer memory =
                timed >= 2 ? ofMeasured(sizes, used) : used.map(this::byUse).orElse(null);
        tellWhatIsMissing(sizes, used);
        if (memory != null) {
            recommend(memory, sizes, used, timed);
        }
        return new Memory(function, memory, goal.name().toLowerCase(Locale.ROOT), sizes, COST_MODEL);
    }

    private List<MemorySize> measured() {
        SortedMap<Integer, List<Reading>> bySize = new TreeMap<>();
        for (Reading reading : readings) {
            size(reading).ifPresent(size -> bySize.computeIfAbsent(size, any -> new ArrayList<>())
                    .add(reading));
        }
        List<MemorySize> sizes = new ArrayList<>();
        bySize.forEach((size, own) -> sizes.add(measured(size, own)));
        return sizes;
    }

    private MemorySize measured(int size, List<Reading> own) {
        Optional<Total> durations = own.stream()
                .filter(reading -> reading.series().metric().equals(DURATION))
                .flatMap(reading -> reading.totals().stream())
                .reduce(Total::and);
        Double average = durations.map(Total::average).map(Ledger::rounded).orElse(null);
        return new MemorySize(
                size,
                average,
                durations.map(Total::count).orElse(null),
                used(reading -> size(reading).filter(one -> one == size).isPresent())
                        .orElse(null),
                average == null ? null : Ledger.rounded(1e6 * dollars(size, average)));
    }

    static double dollars(int memoryMb, double millis) {
        return memoryMb / 1024.0 * millis / 1000 * DOLLARS_A_GB_SECOND + DOLLARS_A_REQUEST;
    }

    private static Optional<Integer> size(Reading reading) {
        String text = reading.labels().getOrDefault(MEMORY, "");
        if (!text.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int size = Integer.parseInt(text);
        return size < LEAST || size > MOST ? Optional.empty() : Optional.of(size);
    }

    private Optional<Double> used(Predicate<Reading> which) {
        return readings.stream()
                .filter(reading -> reading.series().metric().equals(USED))
                .filter(which)
                .flatMap(reading -> reading.totals().stream())
                .map(Total::max)
                .max(Comparator.naturalOrder());
    }

    private Integer ofMeasured(List<MemorySize> sizes, Optional<Double> used) {
        double least = used.map(most -> most * HEADROOM).orElse(0.0);
        Comparator<MemorySize> best =
                switch (goal) {
                    case COST -> Comparator.comparingDouble(MemorySize::dollarsPerMillion);
                    case PERFORMANCE -> Comparator.comparingDouble(MemorySize::averageMs);
                    case BALANCED -> Comparator.comparingDouble(size -> size.dollarsPerMillion() * size.averageMs());
                };
        return sizes.stream()
                .filter(size -> size.averageMs() != null && size.memoryMb() >= least)
                .min(best.thenComparing(MemorySize::memoryMb))
                .map(MemorySize::memoryMb)
                .orElseGet(() -> byUse(used.orElse((double) LEAST)));
    }

    private int byUse(double used) {
        int steps = (int) Math.ceil(used * ROOM_WITHOUT_TIMES / STEP);
        return Math.max(LEAST, Math.min(MOST, steps * STEP));
    }

    private void tellWhatIsMissing(List<MemorySize> sizes, Optional<Double> used) {
        String name = function == null ? "<function>" : function;
        if (sizes.stream().filter(size -> size.averageMs() != null).count() < 2) {
            draft.missing(
                    "durations of " + name + " at two memory sizes",
                    "without them time and cost at another size are not known",
                    "{\"service_name\":\"" + name + "\",\"metric_type\":\"" + DURATION
                            + "\",\"value\":<ms>,\"labels\":{\"" + MEMORY + "\":\"<MB>\"}}");
        }
        if (used.isEmpty()) {
            draft.missing(
                    "memory that " + name + " uses",
                    "without it no size can be said to be enough",
                    "{\"service_name\":\"" + name + "\",\"metric_type\":\"" + USED + "\",\"value\":<MB>,\"labels\":{\""
                            + MEMORY + "\":\"<MB>\"}}");
        }
    }

    private void recommend(int memory, List<MemorySize> sizes, Optional<Double> used, long timed) {
        List<String> ids = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading.size() > 0
                    && (reading.series().metric().equals(DURATION)
                            || reading.series().metric().equals(USED))) {
                Total all = reading.totals().stream().reduce(Total::and).orElseThrow();
                Map<String, Double> numbers = new LinkedHashMap<>();
                numbers.put("points", (double) all.count());
                numbers.put("average", all.average());
                numbers.put("max", all.max());
                ids.add(draft.ledger()
                        .of(
                                "usage",
                                reading,
                                Instant.ofEpochSecond(reading.seconds()[0]),
                                Instant.ofEpochSecond(reading.seconds()[reading.size() - 1]),
                                numbers,
                                reading.name() + " was " + Decimal.of(all.average()) + " on average and at most "
                                        + Decimal.of(all.max())));
            }
        }
        String why = timed >= 2
                ? "best of " + sizes.size() + " measured sizes for "
                        + goal.name().toLowerCase(Locale.ROOT)
                : "it uses at most " + Decimal.of(used.orElse(0.0)) + " MB; time at that size has not been measured";
        draft.recommend(
                RunbookStep.FUNCTION_MEMORY,
                "Give " + function + " " + memory + " MB; " + RunbookStep.FUNCTION_MEMORY.words(),
                why,
                ids);
    }
}
