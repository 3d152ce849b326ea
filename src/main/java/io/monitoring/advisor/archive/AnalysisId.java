package io.monitoring.advisor.archive;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** {@code <13 digits of milliseconds>-<8 hexadecimal digits>}: sorts by time, and is the item's key. */
public final class AnalysisId {

    private static final Pattern FORM = Pattern.compile("\\d{13}-[0-9a-f]{8}");

    private AnalysisId() {}

    public static String next(Instant at) {
        return String.format(
                "%013d-%08x", at.toEpochMilli(), ThreadLocalRandom.current().nextInt());
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
