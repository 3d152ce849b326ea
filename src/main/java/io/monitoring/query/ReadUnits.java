package io.monitoring.query;

import io.monitoring.platform.table.ReadCost;
import java.util.Locale;

/** What an answer cost to read, in DynamoDB read units, as a header. */
final class ReadUnits {

    static final String HEADER = "Monitoring-Read-Units";

    private ReadUnits() {}

    static String text(ReadCost cost) {
        return String.format(Locale.ROOT, "%.1f", cost.units());
    }
}
