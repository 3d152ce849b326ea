package io.monitoring.store;

import io.monitoring.series.Hour;

/**
 * Keys and attributes of everything the store keeps in the one table.
 *
 * <table>
 * <caption>Items (# separates; no name may contain it)</caption>
 * <tr><th>item</th><th>pk</th><th>sk</th></tr>
 * <tr><td>service</td><td>{@code S}</td><td>service</td></tr>
 * <tr><td>catalogue of a service's series</td><td>{@code S#service}</td><td>page</td></tr>
 * <tr><td>hour of a service</td><td>{@code H#service}</td><td>hour</td></tr>
 * <tr><td>block</td><td>{@code B#service#hour#shard}</td><td>stamp-writer-sequence</td></tr>
 * <tr><td>segment: roll-ups of an open hour</td><td>{@code O#service#hour}</td><td>stamp it starts at</td></tr>
 * <tr><td>chunk</td><td>{@code C#service#hour}</td><td>version#part</td></tr>
 * <tr><td>roll-up</td><td>{@code R#service#period#resolution#group}</td><td>hour#version</td></tr>
 * <tr><td>idempotency record</td><td>{@code I#hash of the key}</td><td>{@code I}</td></tr>
 * <tr><td>fence of parts from the queue</td><td>{@code Q#name}</td><td>{@code Q}</td></tr>
 * </table>
 *
 * <p>Analyses, under {@code A} and {@code A#id}, are described in {@code advisor.archive.AnalysisItems}; the
 * fleet's items, under {@code F} and {@code F#breaker}, in {@code resilience.fleet.FleetItems}.
 *
 * <p>What is learnt as points come in, under {@code W#service}, {@code N#service}, {@code N@day} and {@code D}, and the
 * limits of a service, under {@code L#service}, are described in the package {@code live}.
 */
public final class Schema {

    /** The packed bytes of a block, chunk, roll-up, segment or catalogue. */
    public static final String BYTES = "b";

    // An hour's item
    public static final String SHARDS = "shards";
    public static final String LATE = "late";
    public static final String VERSION = "v";
    public static final String CUTOFF = "cutoff";
    public static final String PARTS = "parts";
    public static final String SERIES = "series";

    // A segment
    public static final String UNTIL = "until";

    // A service's item
    public static final String FIRST_SEEN = "first_seen";
    public static final String LAST_SEEN = "last_seen";

    // An idempotency record
    public static final String BODY_HASH = "h";
    public static final String ANSWER = "a";

    public static final String SERVICES = "S";

    private Schema() {}

    public static String catalogue(String service) {
        return "S#" + service;
    }

    public static String hours(String service) {
        return "H#" + service;
    }

    public static String blocks(String service, Hour hour, int shard) {
        return "B#" + service + '#' + hour + '#' + shard;
    }

    public static String segments(String service, Hour hour) {
        return "O#" + service + '#' + hour;
    }

    public static String chunks(String service, Hour hour) {
        return "C#" + service + '#' + hour;
    }

    public static String idempotency(String keyHash) {
        return "I#" + keyHash;
    }

    public static String fence(String name) {
        return "Q#" + name;
    }
}
