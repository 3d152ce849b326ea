package io.monitoring.ingest.batch;

/** The limits as plain numbers: configuration is asked once, not at every point. */
public record PointRules(
        int maxBodyBytes,
        int maxPoints,
        int maxNameLength,
        int maxLabels,
        int maxLabelNameLength,
        int maxLabelValueLength,
        int maxMetadataBytes) {

    public static PointRules of(IngestLimits limits) {
        return new PointRules(
                Math.toIntExact(limits.maxBodySize().asLongValue()),
                limits.maxPoints(),
                limits.maxNameLength(),
                limits.maxLabels(),
                limits.maxLabelNameLength(),
                limits.maxLabelValueLength(),
                Math.toIntExact(limits.maxMetadataSize().asLongValue()));
    }
}
