package io.monitoring.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.analysis.Evidence;
import io.monitoring.analysis.RefusedInput;
import io.monitoring.analysis.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootCausesTest {

    /** web calls cart and search, cart calls stock and pay, both of which call the database. */
    private static Town town(long seed) {
        return new Town(seed)
                .calls("web", "cart", "search")
                .calls("cart", "stock", "pay")
                .calls("stock", "db")
                .calls("pay", "db")
                .service("web", 0.2, 500)
                .service("cart", 0.08, 300)
                .service("search", 0.05, 400)
                .service("stock", 0.03, 300)
                .service("pay", 0.04, 100)
                .service("db", 0.005, 900);
    }

    private static Town slowStock(long seed) {
        return town(seed)
                .fault("stock latency", value -> value + 0.1)
                .fault("cart latency", value -> value + 0.1)
                .fault("web latency", value -> value + 0.06);
    }

    private static String first(Diagnosis diagnosis) {
        return diagnosis.significant() ? diagnosis.rootCauses().getFirst().service() : "nothing";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void blamesTheDeepestServiceWhoseChangeNothingExplains(long seed) {
        Diagnosis diagnosis = RootCauses.of(slowStock(seed).incident("web", "latency"));

        assertThat(first(diagnosis)).isEqualTo("stock");
        assertThat(diagnosis.onset()).isEqualTo(Town.onset());
        assertThat(diagnosis.rootCauses().getFirst().score()).isBetween(0.7, 1.0);
        Evidence evidence = diagnosis.rootCauses().getFirst().evidence().getFirst();
        assertThat(evidence.series()).isEqualTo("stock latency");
        assertThat(evidence.from()).isEqualTo(Town.onset());
        assertThat(evidence.numbers()).containsKeys("before", "now", "normal", "change", "sigmas");
        assertThat(evidence.words()).startsWith("stock latency rose to 0.1");
    }

    @Test
    void blamesTheTargetItselfWhenWhatItCallsIsWell() {
        Town town = town(1).fault("web latency", value -> value + 0.2);

        assertThat(first(RootCauses.of(town.incident("web", "latency")))).isEqualTo("web");
    }

    @Test
    void followsFailuresAsItFollowsWaiting() {
        Town town = town(2).fault("db availability", value -> value - 3)
                .fault("stock availability", value -> value - 6)
                .fault("pay availability", value -> value - 9)
                .fault("cart availability", value -> value - 9)
                .fault("web availability", value -> value - 5.4);

        assertThat(first(RootCauses.of(town.incident("web", "availability")))).isEqualTo("db");
    }

    @Test
    void takesAvailabilityAsARatioTooAndErrorsAsCounts() {
        Incident percent = town(2).fault("search availability", value -> value - 4)
                .fault("web availability", value -> value - 3.2)
                .incident("web", "availability");

        assertThat(first(RootCauses.of(mapped(percent, "availability", value -> value / 100))))
                .isEqualTo("search");
        Incident errors = renamedMetric(mapped(percent, "availability", value -> (100 - value) * 5), "errors");
        assertThat(first(RootCauses.of(errors))).isEqualTo("search");
    }

    @Test
    void findsTheTimeoutBehindAFailure() {
        Town town = town(3).fault("pay latency", value -> value + 5)
                .fault("cart availability", value -> value - 30)
                .fault("web availability", value -> value - 18);

        assertThat(first(RootCauses.of(town.incident("web", "availability")))).isEqualTo("pay");
    }

    @Test
    void takesTheOneSilentServiceForBroken() {
        Town town = town(4).silence("search").fault("web availability", value -> value - 60);

        Diagnosis diagnosis = RootCauses.of(town.incident("web", "availability"));

        assertThat(first(diagnosis)).isEqualTo("search");
        assertThat(diagnosis.rootCauses().getFirst().evidence().stream().map(Evidence::words))
                .anyMatch(words -> words.startsWith("search availability went silent"));
    }

    @Test
    void takesACallerForBrokenWhenAllItCallsFallSilent() {
        Town town = town(5).silence("search").silence("cart").fault("web availability", value -> value - 60);

        assertThat(first(RootCauses.of(town.incident("web", "availability")))).isEqualTo("web");
    }

    @Test
    void aSilentTargetIsItsOwnCause() {
        assertThat(first(RootCauses.of(town(6).silence("web").incident("web", "availability"))))
                .isEqualTo("web");
    }

    @Test
    void aCallToAStrangerIsAChangeOfItsCaller() {
        Town town = town(7).calls("stock", "wrong-table")
                .stranger("wrong-table", 0.01, 0)
                .fault("stock availability", value -> value - 40)
                .fault("cart availability", value -> value - 40)
                .fault("web availability", value -> value - 24);

        assertThat(first(RootCauses.of(town.incident("web", "availability")))).isEqualTo("stock");
    }

    @Test
    void looksForTrafficAmongTheCallers() {
        Town town = town(8).fault("web requests", value -> value * 2)
                .fault("cart requests", value -> value * 2)
                .fault("stock requests", value -> value * 2)
                .fault("search requests", value -> value * 2);

        assertThat(first(RootCauses.of(town.incident("stock", "requests")))).isEqualTo("web");
    }

    @Test
    void readsThroughServicesThatAreNotMeasured() {
        Incident whole = slowStock(9).incident("web", "latency");
        Incident withoutCart = new Incident(
                whole.target(),
                whole.dependencies(),
                whole.series().stream()
                        .filter(one -> !one.service().equals("cart"))
                        .toList(),
                whole.baseline());

        assertThat(first(RootCauses.of(withoutCart))).isEqualTo("stock");
    }

    @Test
    void aCircleOfCallsIsNoObstacle() {
        assertThat(first(RootCauses.of(
                        slowStock(10).calls("stock", "web").calls("db", "db").incident("web", "latency"))))
                .isEqualTo("stock");
    }

    @Test
    void normalOperationIsNothingSignificant() {
        long quiet = IntStream.range(0, 100)
                .filter(seed -> {
                    String metric =
                            List.of("latency", "availability", "requests").get(seed % 3);
                    return !RootCauses.of(town(seed).incident("web", metric)).significant();
                })
                .count();

        assertThat(quiet).isGreaterThanOrEqualTo(97);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void whatIsNotThereYetIsNotSilent(int late) {
        Incident incident = town(14).incident("web", "availability");
        long end = Town.ALERT.getEpochSecond() + late;
        Incident cut = new Incident(
                new Target("web", "availability", Town.ALERT.plusSeconds(late * 60L)),
                incident.dependencies(),
                incident.series().stream()
                        .map(one -> one.service().equals("search") ? one : until(one, end - Town.STEP))
                        .toList(),
                incident.baseline());

        assertThat(first(RootCauses.of(incident))).isEqualTo("nothing");
        assertThat(first(RootCauses.of(cut))).isEqualTo("nothing");
    }

    private static ServiceSeries until(ServiceSeries one, long end) {
        int size = one.points().firstAtOrAfter(end + 1);
        return new ServiceSeries(
                one.service(),
                one.metric(),
                TimeSeries.of(
                        "points",
                        IntStream.range(0, size)
                                .mapToLong(one.points()::seconds)
                                .toArray(),
                        IntStream.range(0, size)
                                .mapToDouble(one.points()::value)
                                .toArray()));
    }

    @Test
    void aServiceThatGotBetterIsNoCause() {
        Diagnosis diagnosis = RootCauses.of(town(11).fault("stock latency", value -> value / 10)
                .fault("web latency", value -> value + 0.2)
                .incident("web", "latency"));

        assertThat(diagnosis.rootCauses()).extracting(RootCause::service).doesNotContain("stock");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void neitherOrderNorNamesHaveAnEffect(int seed) {
        Incident incident = slowStock(12).incident("web", "latency");

        Diagnosis answer = RootCauses.of(incident);

        assertThat(RootCauses.of(shuffled(incident, new Random(seed)))).isEqualTo(answer);
        UnaryOperator<String> rename =
                name -> new StringBuilder("x" + seed + name).reverse().toString();
        Diagnosis renamed = RootCauses.of(renamed(incident, rename));
        assertThat(renamed.rootCauses().stream().map(RootCause::score).toList())
                .isEqualTo(answer.rootCauses().stream().map(RootCause::score).toList());
        assertThat(first(renamed)).isEqualTo(rename.apply("stock"));
    }

    @Test
    void withoutABaselineTheTimeBeforeIsNormal() {
        Incident incident = slowStock(13).incident("web", "latency");

        assertThat(first(RootCauses.of(
                        new Incident(incident.target(), incident.dependencies(), incident.series(), List.of()))))
                .isEqualTo("stock");
    }

    @Test
    void hasNothingToSayOfNothing() {
        Target target = new Target("web", "latency", Town.ALERT);

        assertThat(RootCauses.of(new Incident(target, List.of(), List.of(), List.of()))
                        .significant())
                .isFalse();
        ServiceSeries single = new ServiceSeries(
                "web", "latency", TimeSeries.of("points", new long[] {1_800_000_000L}, new double[] {3}));
        assertThat(RootCauses.of(new Incident(target, List.of(), List.of(single), List.of()))
                        .significant())
                .isFalse();
        Incident town = town(1).incident("nowhere", "latency");
        assertThat(RootCauses.of(town).significant()).isFalse();
        assertThat(RootCauses.of(mapped(town(1).incident("web", "latency"), "latency", value -> 1))
                        .significant())
                .isFalse();
    }

    @Test
    void refusesMorePointsThanItsLimitAndNamesWhatIsMissing() {
        TimeSeries long1 = TimeSeries.of(
                "points", IntStream.range(0, 150_000).mapToLong(i -> i).toArray(), new double[150_000]);
        List<ServiceSeries> one = List.of(new ServiceSeries("web", "latency", long1));

        assertThatThrownBy(() -> new Incident(new Target("web", "latency", Town.ALERT), List.of(), one, one))
                .isInstanceOf(RefusedInput.class);
        assertThatThrownBy(() -> new Target("web", "latency", null))
                .isInstanceOfSatisfying(RefusedInput.class, refused -> assertThat(refused.field())
                        .isEqualTo("target.at"));
    }

    private static Incident shuffled(Incident incident, Random random) {
        return new Incident(
                incident.target(),
                shuffled(incident.dependencies(), random),
                shuffled(incident.series(), random),
                shuffled(incident.baseline(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Incident renamed(Incident incident, UnaryOperator<String> rename) {
        UnaryOperator<ServiceSeries> series =
                one -> new ServiceSeries(rename.apply(one.service()), one.metric(), one.points());
        Target target = incident.target();
        return new Incident(
                new Target(rename.apply(target.service()), target.metric(), target.at()),
                incident.dependencies().stream()
                        .map(one -> new Dependency(rename.apply(one.from()), rename.apply(one.to())))
                        .toList(),
                incident.series().stream().map(series).toList(),
                incident.baseline().stream().map(series).toList());
    }

    private static Incident mapped(Incident incident, String metric, DoubleUnaryOperator change) {
        UnaryOperator<ServiceSeries> series = one -> !one.metric().equals(metric)
                ? one
                : new ServiceSeries(
                        one.service(),
                        metric,
                        TimeSeries.of(
                                "points",
                                IntStream.range(0, one.points().size())
                                        .mapToLong(one.points()::seconds)
                                        .toArray(),
                                IntStream.range(0, one.points().size())
                                        .mapToDouble(one.points()::value)
                                        .map(change)
                                        .toArray()));
        return new Incident(
                incident.target(),
                incident.dependencies(),
                incident.series().stream().map(series).toList(),
                incident.baseline().stream().map(series).toList());
    }

    private static Incident renamedMetric(Incident incident, String metric) {
        UnaryOperator<ServiceSeries> series = one ->
                one.metric().equals("availability") ? new ServiceSeries(one.service(), metric, one.points()) : one;
        return new Incident(
                new Target(
                        incident.target().service(), metric, incident.target().at()),
                incident.dependencies(),
                incident.series().stream().map(series).toList(),
                incident.baseline().stream().map(series).toList());
    }
}
