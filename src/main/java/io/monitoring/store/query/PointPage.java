package io.monitoring.store.query;

import java.util.List;

/**
 * A page of points, newest first.
 *
 * @param scanned how many points were unpacked to find them
 * @param next    where to go on; null on the last page
 */
public record PointPage(List<StoredPoint> points, long scanned, Position next) {}
