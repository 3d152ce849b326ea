package io.monitoring.analysis.cause;

import io.monitoring.bench.analysis.PetShop;
import io.monitoring.bench.analysis.PetShopSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the ranking depends on each of its constants, on PetShop: all others left as they are, one halved, doubled, or
 * as good as taken away. The table of {@code docs/root-causes.md}.
 */
public final class SensitivityTable {

    private SensitivityTable() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/bench");
        List<PetShop.Traffic> traffics = PetShop.read(data.resolve("petshop"));
        List<PetShop.Case> cases =
                traffics.stream().flatMap(traffic -> traffic.cases().stream()).toList();
        List<Incident> normal = PetShopSection.normal(traffics, 100);
        System.out.println("| constant | top-1 | specificity |");
        System.out.println("|---|---|---|");
        tunings().forEach((name, tuning) -> {
            long first = cases.stream()
                    .filter(one -> {
                        Diagnosis diagnosis = RootCauses.of(one.incident(), tuning);
                        return diagnosis.significant()
                                && diagnosis.rootCauses().getFirst().service().equals(one.truth());
                    })
                    .count();
            long quiet = normal.stream()
                    .filter(one -> !RootCauses.of(one, tuning).significant())
                    .count();
            System.out.printf(
                    "| %s | %.3f | %.3f |%n", name, (double) first / cases.size(), (double) quiet / normal.size());
        });
    }

    private static Map<String, RankingTuning> tunings() {
        Map<String, RankingTuning> tunings = new LinkedHashMap<>();
        tunings.put("all as they are", RankingTuning.STANDARD);
        String[] names = {
            "significance",
            "levelWeight",
            "latencyFloor",
            "availabilityFloor",
            "requestsFloor",
            "explains",
            "share",
            "crossing"
        };
        double[] factors = {0.5, 0.8, 1.25, 2};
        for (int i = 0; i < names.length; i++) {
            for (double factor : factors) {
                tunings.put(names[i] + " x " + factor, scaled(i, factor));
            }
        }
        tunings.put("no comparison with normal levels", scaled(1, 1e9));
        tunings.put("no floors", new RankingTuning(5, 2.5, 0, 0, 0, 2, 0.25, 0.9));
        tunings.put("no least share of the symptom", scaled(6, 0));
        tunings.put("no crossing of kinds", scaled(7, 0));
        return tunings;
    }

    private static RankingTuning scaled(int index, double factor) {
        RankingTuning t = RankingTuning.STANDARD;
        double[] v = {
            t.significance(),
            t.levelWeight(),
            t.latencyFloor(),
            t.availabilityFloor(),
            t.requestsFloor(),
            t.explains(),
            t.share(),
            t.crossing()
        };
        v[index] = index == 7 ? Math.min(1, v[index] * factor) : v[index] * factor;
        return new RankingTuning(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
    }
}
