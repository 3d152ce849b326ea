package io.monitoring.bench.analysis;

import java.io.IOException;
import java.nio.file.Path;

/** A part of {@code bench/analysis}: prints a table and its {@code figure <name> <value> <unit>} lines. */
interface Section {

    /** What {@code --only} calls it. */
    String name();

    /**
     * @param data the folder with {@code nab} and {@code petshop}
     */
    void run(Path data) throws IOException;
}
