package io.monitoring.platform.table;

import java.util.concurrent.atomic.DoubleAdder;

/** Adds up the DynamoDB read units that one answer costs. */
public final class ReadCost {

    private final DoubleAdder units = new DoubleAdder();

    void add(double readUnits) {
        units.add(readUnits);
    }

    public double units() {
        return units.sum();
    }
}
