package io.monitoring.bench;

import io.monitoring.bench.CostBench.Snapshot;
import java.util.Map;
import java.util.TreeMap;

/** What storing a number of points took. */
record Cost(long points, Map<String, Double> units, double sqsRequests) {

    // On-demand prices of us-east-1 in dollars, from the AWS pricing pages as of 2026-11:
    // DynamoDB standard table class, 0.625 a million write request units; SQS standard queue, 0.40 a million requests.
    static final double WRITE_UNIT = 0.625e-6;
    static final double SQS_REQUEST = 0.40e-6;

    static Cost between(Snapshot before, Snapshot after, long points) {
        Map<String, Double> units = new TreeMap<>(after.units());
        before.units().forEach((kind, count) -> units.merge(kind, -count, Double::sum));
        units.values().removeIf(count -> count == 0);
        return new Cost(points, units, after.sqsRequests() - before.sqsRequests());
    }

    double unitsPerThousand() {
        return units.values().stream().mapToDouble(Double::doubleValue).sum() * 1000 / points;
    }

    double dollarsPerMillion() {
        return unitsPerThousand() * 1000 * WRITE_UNIT + sqsRequests / points * 1e6 * SQS_REQUEST;
    }

    void print(String title) {
        System.out.printf("%n%s: %,d points%n", title, points);
        units.forEach((kind, count) -> System.out.printf(
                "  %-12s %,10.0f write units  %7.2f per 1,000 points%n", kind, count, count * 1000 / points));
        System.out.printf("  %-12s %,10.0f%n", "SQS requests", sqsRequests);
        System.out.printf(
                "  all in       %7.2f write units per 1,000 points, %.4f dollars per million points%n",
                unitsPerThousand(), dollarsPerMillion());
    }

    void figures(String name) {
        System.out.printf("figure write_units_per_1000_%s %.2f units%n", name, unitsPerThousand());
        System.out.printf("figure dollars_per_million_%s %.4f dollars%n", name, dollarsPerMillion());
    }
}
