package io.monitoring.platform.http;

/**
 * The limit of one route, where that is less than {@link HttpLimits#body}. A bean of a feature for each.
 *
 * @param path of the route
 * @param bytes the most bytes of one body, both as sent and once decompressed
 */
public record BodyLimit(String path, long bytes) {}
