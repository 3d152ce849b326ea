package io.monitoring.bench.analysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** <pre>AnalysisBench [--data ../shared/bench] [--only section]</pre> */
final class AnalysisBench {

    private static final List<Section> SECTIONS =
            List.of(new NabSection(), new NabSpreadSection(), new PetShopSection(), new ForecastSection());

    private AnalysisBench() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of("../shared/bench");
        String only = "";
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            switch (arguments[i]) {
                case "--data" -> data = Path.of(arguments[i + 1]);
                case "--only" -> only = arguments[i + 1];
                default -> throw new IllegalArgumentException(arguments[i] + " is neither --data nor --only");
            }
        }
        for (Section section : SECTIONS) {
            if (only.isEmpty() || only.equals(section.name())) {
                section.run(data);
            }
        }
    }
}
