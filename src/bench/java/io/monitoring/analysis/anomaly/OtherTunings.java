package io.monitoring.analysis.anomaly;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Detectors with other constants than the live ones. */
public final class OtherTunings {

    private static final long SEED = 5;

    private OtherTunings() {}

    /** Every constant is multiplied by {@code e^(deviation * gaussian)}; the same ones in every run. */
    public static List<Supplier<Detector>> around(int count, double deviation) {
        var random = new Random(SEED);
        return Stream.generate(() -> other(constant -> constant * Math.exp(deviation * random.nextGaussian())))
                .limit(count)
                .<Supplier<Detector>>map(tuning -> () -> new Detector(tuning))
                .toList();
    }

    private static DetectorTuning other(DoubleUnaryOperator change) {
        DetectorTuning live = DetectorTuning.LIVE;
        return new DetectorTuning(
                change.applyAsDouble(live.value()),
                change.applyAsDouble(live.level()),
                change.applyAsDouble(live.shift()),
                change.applyAsDouble(live.activity()),
                change.applyAsDouble(live.season()),
                change.applyAsDouble(live.fast()),
                change.applyAsDouble(live.slow()),
                change.applyAsDouble(live.residual()),
                change.applyAsDouble(live.memory()),
                change.applyAsDouble(live.quiet()),
                change.applyAsDouble(live.warmUp()),
                change.applyAsDouble(live.stretch()));
    }
}
