package io.monitoring.bench.analysis;

import io.monitoring.analysis.anomaly.Detector;
import io.monitoring.analysis.anomaly.DetectorState;
import io.monitoring.analysis.anomaly.PointScore;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a point costs the detector, and its state: a series with a daily pattern, all of its patterns learned. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectorBench {

    private static final int SERIES = 100_000;
    private static final int VALUES = 1 << 12;
    private static final long INTERVAL = 60_000;
    /** Five weeks of minutes. */
    private static final int LEARNED = 5 * 7 * 24 * 60;

    private final double[] values = new double[VALUES];
    private Detector detector;
    private byte[] state;
    private long time;
    private int next;

    @Setup
    public void learn() {
        var random = new Random(1);
        for (int i = 0; i < VALUES; i++) {
            values[i] = 100 + 30 * Math.sin(2 * Math.PI * i / VALUES) + random.nextGaussian();
        }
        detector = new Detector();
        for (int i = 0; i < LEARNED; i++) {
            point();
        }
        state = DetectorState.encode(detector);
    }

    @Benchmark
    public PointScore point() {
        time += INTERVAL;
        return detector.read(time, values[next++ & (VALUES - 1)]);
    }

    /** As the worker does it: the stored state, a point, the state to store. */
    @Benchmark
    public byte[] pointWithState() {
        Detector decoded = DetectorState.decode(state);
        time += INTERVAL;
        decoded.read(time, values[next++ & (VALUES - 1)]);
        return DetectorState.encode(decoded);
    }

    public static void main(String[] arguments) throws RunnerException {
        heap();
        var bench = new DetectorBench();
        bench.learn();
        System.out.printf("figure detector_state_bytes %d B%n", bench.state.length);
        var options = new OptionsBuilder()
                .include(DetectorBench.class.getName().replace(".", "\\.") + "\\.")
                .build();
        new Runner(options).run().forEach(result -> {
            boolean alone = result.getPrimaryResult().getLabel().equals("point");
            System.out.printf(
                    "figure %s %.0f ns%n",
                    alone ? "detector_ns_per_point" : "detector_ns_per_point_with_state",
                    result.getPrimaryResult().getScore());
        });
    }

    /** In a heap of 256 MB, which the command sets. A detector takes all of its memory at once. */
    private static void heap() {
        long before = used();
        var detectors = new Detector[SERIES];
        int alarms = 0;
        for (int i = 0; i < SERIES; i++) {
            detectors[i] = new Detector();
            alarms += detectors[i].read(INTERVAL, i).alarm() ? 1 : 0;
        }
        double used = used() - before;
        // the detectors are alive until here
        System.out.printf(
                "%d detectors, %d alarms, heap of at most %d MB%n",
                detectors.length, alarms, Runtime.getRuntime().maxMemory() >> 20);
        System.out.printf("figure detector_heap_100k_mb %.0f MB%n", used / (1 << 20));
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
