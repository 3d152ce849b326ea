package io.monitoring.store.write;

/**
 * Which partition of its hour a service's next block goes to. A quiet service uses the first one, so that a reader has
 * one partition to ask; from {@code spreadAbove} write units a second on it takes turns over all of them, so that no
 * service is held to the 1,000 write units a second of one partition.
 */
final class ShardChoice {

    private static final int WRITE_UNIT_BYTES = 1024;

    private final int shards;
    private final int spreadAbove;
    private long second = Long.MIN_VALUE;
    private long unitsBefore;
    private long units;
    private int turn;

    ShardChoice(int shards, int spreadAbove) {
        this.shards = shards;
        this.spreadAbove = spreadAbove;
    }

    synchronized int next(long nowMillis, int bytes) {
        long now = nowMillis / 1000;
        if (now != second) {
            unitsBefore = now == second + 1 ? units : 0;
            units = 0;
            second = now;
        }
        units += Math.ceilDiv(bytes, WRITE_UNIT_BYTES);
        if (Math.max(units, unitsBefore) <= spreadAbove) {
            return 0;
        }
        turn = (turn + 1) % shards;
        return turn;
    }
}
