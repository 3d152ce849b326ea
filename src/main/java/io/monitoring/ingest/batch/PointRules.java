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

    /** Of a service, a metric or a label. Services are in keys, and the parameters of queries take names of this length. */
    public static final int MAX_NAME_LENGTH = 128;

    /** Of a label: long enough for a path or an address, too short for a message, which would be a series each. */
    public static final int MAX_LABEL_VALUE_LENGTH = 256;

    /** With one point, as compact JSON in UTF-8: a note beside a point, not a document. */
    public static final int MAX_METADATA_BYTES = 4096;

    public static PointRules of(IngestLimits limits) {
        return new PointRules(
                Math.toIntExact(limits.maxBodySize().asLongValue()),
                limits.maxPoints(),
                MAX_NAME_LENGTH,
                limits.maxLabels(),
                MAX_NAME_LENGTH,
                MAX_LABEL_VALUE_LENGTH,
                MAX_METADATA_BYTES);
    }
}
