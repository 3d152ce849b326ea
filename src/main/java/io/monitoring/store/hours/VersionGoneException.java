package io.monitoring.store.hours;

import io.monitoring.series.Hour;

/** What an hour's entry pointed to has been replaced between two reads: read the entry again. */
public final class VersionGoneException extends RuntimeException {

    VersionGoneException(String service, Hour hour, String version) {
        super("version " + version + " of hour " + hour + " of " + service + " is gone");
    }
}
