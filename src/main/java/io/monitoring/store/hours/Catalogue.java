package io.monitoring.store.hours;

import io.monitoring.series.SeriesKey;
import io.monitoring.series.SeriesPoints;
import io.monitoring.store.format.PointCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of a service. Kept packed as a block of two points a series: first and last seen as the times, the
 * reporting interval as the first value.
 *
 * @param version counts the writes of the catalogue; 0 when it has never been written
 * @param written when it was last written, epoch milliseconds
 */
record Catalogue(long version, long written, Map<SeriesKey, Sighting> series) {

    static final Catalogue EMPTY = new Catalogue(0, 0, Map.of());

    static Catalogue decode(String service, long version, long written, byte[] bytes) {
        Map<SeriesKey, Sighting> series = new HashMap<>();
        for (SeriesPoints packed : PointCodec.decode(service, bytes)) {
            series.put(
                    packed.key(), new Sighting(packed.key(), packed.time(0), packed.time(1), (long) packed.value(0)));
        }
        return new Catalogue(version, written, series);
    }

    /** At most {@code maxBytes}: where not all series fit, those seen last are kept. */
    byte[] encode(int maxBytes) {
        List<Sighting> kept = new ArrayList<>(series.values());
        kept.sort(Comparator.comparing(Sighting::last).reversed().thenComparing(Sighting::series));
        byte[] bytes = encode(kept);
        while (bytes.length > maxBytes) {
            kept = kept.subList(0, (int) ((long) kept.size() * maxBytes / bytes.length * 9 / 10));
            bytes = encode(kept);
        }
        return bytes;
    }

    private static byte[] encode(List<Sighting> sightings) {
        List<SeriesPoints> packed = new ArrayList<>(sightings.size());
        for (Sighting one : sightings) {
            packed.add(new SeriesPoints(
                    one.series(), new long[] {one.first(), one.last()}, new double[] {one.interval(), 0}, null));
        }
        return PointCodec.encode(packed, PointCodec.Effort.DENSE);
    }

    /** With what has been seen since; series not seen since {@code oldest} are left out. */
    Catalogue with(Collection<Sighting> sightings, long oldest) {
        Map<SeriesKey, Sighting> merged = new HashMap<>(series);
        sightings.forEach(seen -> merged.merge(seen.series(), seen, Sighting::and));
        merged.values().removeIf(one -> one.last() < oldest);
        return new Catalogue(version, written, merged);
    }

    boolean knowsAll(Collection<Sighting> sightings) {
        return sightings.stream()
                .allMatch(seen -> series.containsKey(seen.series())
                        && series.get(seen.series()).first() <= seen.first());
    }
}
