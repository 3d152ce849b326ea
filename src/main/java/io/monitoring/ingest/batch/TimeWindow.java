package io.monitoring.ingest.batch;

import java.time.Duration;
import java.time.Instant;

/** The times a point may have, seen from the moment its request came in. In epoch milliseconds, both ends included. */
public record TimeWindow(long now, long earliest, long latest, Duration maxAge, Duration maxFuture) {

    public static TimeWindow around(Instant now, Duration maxAge, Duration maxFuture) {
        long millis = now.toEpochMilli();
        return new TimeWindow(millis, millis - maxAge.toMillis(), millis + maxFuture.toMillis(), maxAge, maxFuture);
    }

    public boolean contains(long time) {
        return time >= earliest && time <= latest;
    }

    /** What is wrong with a time that is not in the window. */
    public String problem(long time) {
        if (time > latest) {
            return "is more than " + inWords(maxFuture) + " ahead of the server's time " + Instant.ofEpochMilli(now);
        }
        return "is older than the " + inWords(maxAge) + " for which points are kept";
    }

    private static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3600 == 0) {
            return counted(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
