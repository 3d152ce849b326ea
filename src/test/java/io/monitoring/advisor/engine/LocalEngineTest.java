package io.monitoring.advisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Extras;
import io.monitoring.advisor.document.Extras.Memory;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.evidence.BreakerMove;
import io.monitoring.advisor.evidence.BreakerReading;
import io.monitoring.advisor.evidence.Unread;
import io.monitoring.advisor.evidence.Usage;
import io.monitoring.advisor.request.AnalysisCall;
import io.monitoring.advisor.request.AnalysisRequest;
import io.monitoring.advisor.request.AnalysisRequest.CapacityPrediction;
import io.monitoring.advisor.request.AnalysisRequest.CostOptimization;
import io.monitoring.advisor.request.AnalysisRequest.IncidentResponse;
import io.monitoring.advisor.request.AnalysisRequest.LambdaGoal;
import io.monitoring.advisor.request.AnalysisRequest.LambdaOptimization;
import io.monitoring.advisor.request.AnalysisRequest.Overview;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceOptimization;
import io.monitoring.advisor.request.AnalysisRequest.PostIncident;
import io.monitoring.advisor.request.Period;
import io.monitoring.analysis.cause.Dependency;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEngineTest {

    private static final int FAULT = EvidenceFixture.MINUTES - 3;

    @Test
    void namesTheSlowServiceFirstAndARunbookStep() {
        Draft draft = analyse(new Overview(), faulty());

        assertThat(draft.causes()).extracting(Cause::serviceName).first().isEqualTo("stock-db");
        assertThat(draft.anomalies()).anySatisfy(anomaly -> {
            assertThat(anomaly.serviceName()).isEqualTo("stock-db");
            assertThat(anomaly.metricType()).isEqualTo("latency_ms");
            assertThat(anomaly.direction()).isEqualTo("up");
            assertThat(anomaly.at()).isEqualTo(EvidenceFixture.TO.minus(Duration.ofMinutes(3)));
            assertThat(anomaly.score()).isGreaterThanOrEqualTo(0.5);
        });
        assertThat(draft.recommendations().getFirst()).satisfies(first -> {
            assertThat(first.runbook()).isEqualTo("high-latency");
            assertThat(first.action()).contains("stock-db");
        });
        assertThat(draft.recommendations())
                .extracting(Recommendation::action)
                .anyMatch(action -> action.contains("circuit breakers of its callers (stock)"));
        assertThat(draft.risk()).isEqualTo(Level.HIGH);
    }

    @Test
    void tellsWhenALevelChangedAndByHowMuch() {
        Draft draft = analyse(new Overview(), faulty());

        assertThat(draft.exhibits())
                .filteredOn(exhibit -> exhibit.kind().equals("change"))
                .anySatisfy(exhibit -> {
                    assertThat(exhibit.serviceName()).isEqualTo("stock-db");
                    assertThat(exhibit.numbers().get("before")).isCloseTo(20, within(1.0));
                    assertThat(exhibit.numbers().get("after")).isCloseTo(60, within(3.0));
                    assertThat(exhibit.numbers().get("size")).isCloseTo(40, within(3.0));
                    assertThat(exhibit.words())
                            .contains("at " + EvidenceFixture.TO.minus(Duration.ofMinutes(3)))
                            .contains("went up from");
                });
    }

    @Test
    void doubtsACauseBehindWhichNotAllWasRead() {
        Cause sure = analyse(new Overview(), faulty()).causes().getFirst();
        var evidence = faulty();
        evidence.readings.removeIf(reading -> reading.series().service().equals("stock-db"));
        evidence.unread = new Unread(new TreeSet<>(Set.of("stock-db")), false);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.causes().getFirst()).satisfies(doubted -> {
            assertThat(doubted.serviceName()).isEqualTo("stock");
            assertThat(doubted.score()).isLessThanOrEqualTo(0.5).isLessThan(sure.score());
            assertThat(doubted.words()).contains("not all points of stock-db were read");
            assertThat(doubted.evidence())
                    .anySatisfy(id -> assertThat(exhibit(draft, id)).satisfies(exhibit -> {
                        assertThat(exhibit.kind()).isEqualTo("unread");
                        assertThat(exhibit.words()).contains("stock-db");
                    }));
        });
    }

    @Test
    void doesNotDoubtACauseForWhatWasNotReadElsewhere() {
        var evidence = faulty();
        evidence.unread = new Unread(new TreeSet<>(Set.of("cart")), false);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.causes()).isEqualTo(analyse(new Overview(), faulty()).causes());
    }

    @Test
    void doubtsEveryCauseWhileNobodyKnowsWhoCallsWhom() {
        double sure = analyse(new Overview(), faulty()).causes().getFirst().score();
        var evidence = faulty();
        evidence.dependencies.clear();
        evidence.unread = new Unread(new TreeSet<>(), true);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.causes()).isNotEmpty().allSatisfy(cause -> {
            assertThat(cause.score()).isLessThan(sure).isLessThanOrEqualTo(0.5);
            assertThat(cause.words()).contains("who calls whom could not be read");
        });
    }

    @Test
    void ofAQuietHourThatWasNotAllReadItDoesNotSayThatNothingChanged() {
        var evidence = shop(minute -> 1);
        evidence.readings.removeIf(reading -> reading.series().service().equals("cart"));
        evidence.unread = new Unread(new TreeSet<>(Set.of("cart")), false);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.recommendations())
                .singleElement()
                .extracting(Recommendation::action)
                .asString()
                .contains("Ask again", "cart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors", "availability"})
    void saysWhoSpendsItsErrorBudgetTooFast(String metric) {
        boolean counted = metric.equals("errors");
        // 2 % fail all the time, so no level changes: twenty times as much as 99.9 % allow
        var evidence = new EvidenceFixture()
                .series("pay", "requests", Map.of(), minute -> 100)
                .series("pay", metric, Map.of(), minute -> counted ? 2 : 0.98)
                .series("calm", "requests", Map.of(), minute -> 100)
                .series("calm", metric, Map.of(), minute -> counted ? 0.05 : 0.9995);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.title()).isEqualTo("pay spends its error budget 20 times as fast as allowed");
            assertThat(issue.severity()).isEqualTo(Level.HIGH);
            Exhibit burn = exhibit(draft, issue.evidence().getFirst());
            assertThat(burn.kind()).isEqualTo("slo");
            assertThat(burn.numbers()).containsEntry("rate", 14.4).containsKeys("long_rate", "short_rate");
        });
        assertThat(draft.recommendations()).first().satisfies(first -> assertThat(first.runbook())
                .isEqualTo("high-error-rate"));
    }

    @Test
    void whatIsNotOfTheSameThingHasNoErrorBudget() {
        var evidence = new EvidenceFixture()
                .series("odd", "requests", Map.of(), minute -> 1)
                .series("odd", "errors", Map.of(), minute -> 50)
                .series("share", "requests", Map.of(), minute -> 100)
                .series("share", "error_rate", Map.of(), minute -> 20);

        assertThat(analyse(new Overview(), evidence).issues()).isEmpty();
    }

    @Test
    void recommendsNoBreakerTimeBeyondItsBounds() {
        var evidence = new EvidenceFixture();
        for (int i = 0; i < 4; i++) {
            Instant opened = EvidenceFixture.TO.minusSeconds(600 - 20 * i);
            evidence.moves.add(moved(opened, CircuitBreakerState.CLOSED, CircuitBreakerState.OPEN));
            evidence.moves.add(moved(opened.plusSeconds(6), CircuitBreakerState.OPEN, CircuitBreakerState.CLOSED));
        }

        assertThat(recovery(evidence, 5)).containsExactly(true, "PT10S");
        assertThat(recovery(evidence, 20)).containsExactly(true, "PT30S");
        assertThat(recovery(evidence, 30)).containsExactly(false, "PT1M");
        assertThat(recovery(evidence, 40)).containsExactly(false, "PT1M20S");
    }

    private static List<Object> recovery(EvidenceFixture evidence, int seconds) {
        Draft draft = analyse(new PerformanceOptimization(true, List.of()), evidence, Duration.ofSeconds(seconds));
        Extras.SafeOptimization one =
                ((Extras.Safe) draft.extras()).safeOptimizations().getFirst();
        return List.of(one.applicable(), one.to());
    }

    private static BreakerMove moved(Instant at, CircuitBreakerState from, CircuitBreakerState to) {
        return new BreakerMove("dynamodb-read", at, from, to, "a test");
    }

    private static Exhibit exhibit(Draft draft, String id) {
        return draft.exhibits().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyClaimRestsOnEvidenceThatIsInTheDocument() {
        Draft draft = analyse(new PostIncident(Optional.of("INC-1")), faulty());
        Set<String> known = draft.exhibits().stream().map(Exhibit::id).collect(Collectors.toSet());
        var review = (Extras.Review) draft.extras();

        List<String> cited = Stream.of(
                        draft.causes().stream().flatMap(one -> one.evidence().stream()),
                        draft.anomalies().stream().flatMap(one -> one.evidence().stream()),
                        draft.issues().stream().flatMap(one -> one.evidence().stream()),
                        draft.recommendations().stream().flatMap(one -> one.evidence().stream()),
                        review.timeline().stream().flatMap(one -> one.evidence().stream()),
                        review.actionItems().stream().flatMap(one -> one.evidence().stream()))
                .flatMap(ids -> ids)
                .toList();

        assertThat(cited).isNotEmpty().isSubsetOf(known);
        assertThat(draft.causes())
                .allSatisfy(cause -> assertThat(cause.evidence()).isNotEmpty());
        assertThat(review.incidentId()).isEqualTo("INC-1");
        assertThat(review.timeline()).isNotEmpty();
        assertThat(review.contributingFactors()).isNotEmpty();
        assertThat(review.actionItems()).isNotEmpty();
    }

    @Test
    void theSameEvidenceGetsTheSameFindings() {
        Draft one = analyse(new Overview(), faulty());
        Draft other = analyse(new Overview(), faulty());

        assertThat(other.exhibits()).isEqualTo(one.exhibits());
        assertThat(other.causes()).isEqualTo(one.causes());
        assertThat(other.anomalies()).isEqualTo(one.anomalies());
        assertThat(other.recommendations()).isEqualTo(one.recommendations());
    }

    @Test
    void ofAQuietHourItSaysThatNothingChanged() {
        Draft draft = analyse(new Overview(), shop(minute -> 1));

        assertThat(draft.causes()).isEmpty();
        assertThat(draft.issues()).isEmpty();
        assertThat(draft.risk()).isEqualTo(Level.LOW);
        assertThat(draft.recommendations())
                .singleElement()
                .extracting(Recommendation::action)
                .asString()
                .contains("nothing significant changed");
    }

    @Test
    void namesDynamoDbFirstWhileNothingCanBeRead() {
        var evidence = new EvidenceFixture();
        evidence.breakers.add(breaker("dynamodb-read", CircuitBreakerState.OPEN));
        evidence.breakers.add(breaker("dynamodb-write", CircuitBreakerState.CLOSED));

        Draft draft = analyse(new IncidentResponse(Optional.empty(), Optional.of("system_outage")), evidence);

        assertThat(draft.causes().getFirst().serviceName()).isEqualTo("dynamodb");
        assertThat(draft.recommendations())
                .extracting(Recommendation::runbook, Recommendation::step)
                .contains(tuple("system-outage", "8"), tuple("system-outage", "6"));
        assertThat(draft.risk()).isEqualTo(Level.HIGH);
        var plan = (Extras.Response) draft.extras();
        assertThat(plan.runbook()).isEqualTo("system-outage");
        assertThat(plan.nextSteps()).extracting(Extras.NextStep::step).startsWith("8", "6");
    }

    @Test
    void saysWhoWentSilent() {
        var evidence = shop(minute -> 1).series("mailer", "requests", Map.of(), 45, minute -> 7);

        Draft draft = analyse(new Overview(), evidence);

        assertThat(draft.anomalies()).anySatisfy(anomaly -> {
            assertThat(anomaly.serviceName()).isEqualTo("mailer");
            assertThat(anomaly.direction()).isEqualTo("silent");
        });
        assertThat(draft.recommendations())
                .extracting(Recommendation::action)
                .anyMatch(action -> action.contains("whether mailer still runs"));
    }

    @Test
    void recommendsTheCheapestOfTheMeasuredMemorySizesThatHoldsWhatIsUsed() {
        var evidence = new EvidenceFixture()
                .series("f", "duration_ms", Map.of("memory_mb", "512"), minute -> 400)
                .series("f", "duration_ms", Map.of("memory_mb", "1024"), minute -> 180)
                .series("f", "duration_ms", Map.of("memory_mb", "2048"), minute -> 170)
                .series("f", "max_memory_used_mb", Map.of("memory_mb", "1024"), minute -> 490);

        // 512 MB would not hold 490 MB and a tenth; of the others 1024 MB costs less, 2048 MB is faster
        assertThat(memory(LambdaGoal.COST, evidence)).isEqualTo(1024);
        assertThat(memory(LambdaGoal.PERFORMANCE, evidence)).isEqualTo(2048);
        assertThat(memory(LambdaGoal.BALANCED, evidence)).isEqualTo(1024);
    }

    @Test
    void withOneMemorySizeItGoesByUseAndSaysWhatToReport() {
        var evidence = new EvidenceFixture()
                .series("f", "duration_ms", Map.of("memory_mb", "1024"), minute -> 180)
                .series("f", "max_memory_used_mb", Map.of("memory_mb", "1024"), minute -> 200);

        Draft draft = analyse(new LambdaOptimization(Optional.of("f"), LambdaGoal.COST), evidence);

        assertThat(((Memory) draft.extras()).recommendedMemory()).isEqualTo(320);
        assertThat(draft.missing()).singleElement().satisfies(gap -> assertThat(gap.send())
                .contains("duration_ms"));
    }

    @Test
    void withoutPointsItRecommendsNoMemory() {
        Draft draft = analyse(new LambdaOptimization(Optional.of("f"), LambdaGoal.BALANCED), new EvidenceFixture());

        assertThat(((Memory) draft.extras()).recommendedMemory()).isNull();
        assertThat(draft.missing()).hasSize(2).allSatisfy(gap -> assertThat(gap.send())
                .contains("\"f\""));
    }

    @Test
    void costsComeFromTheUnitsThatWereUsed() {
        var evidence = new EvidenceFixture().series("chatty", "requests", Map.of(), minute -> 5);
        var usage = new Usage(Duration.ofHours(1), 0, List.of(new Usage.Writes("chatty", "block", 3600)));
        var call = call(new CostOptimization());

        Draft draft =
                LocalEngine.analyse(call, evidence.evidence(), usage, Duration.ofSeconds(5), EvidenceFixture.PROMISED);

        var costs = (Extras.Costs) draft.extras();
        // one unit a second for 30 days at 0.625 dollars a million
        assertThat(costs.measuredUsdPerMonth()).isEqualTo(1.62);
        // 0.1 points a second would need 0.001 units a second
        assertThat(costs.costOptimizations()).singleElement().satisfies(one -> {
            assertThat(one.serviceName()).isEqualTo("chatty");
            assertThat(one.savingUsdPerMonth()).isEqualTo(1.61838);
        });
    }

    @Test
    void predictsLoadAndWhenItCrossesItsLimit() {
        var evidence = new EvidenceFixture().series("edge", "requests", Map.of(), minute -> 100 + 2.0 * minute);

        Draft draft = analyse(
                new CapacityPrediction(Duration.ofMinutes(30), Optional.empty(), OptionalDouble.of(250)), evidence);

        var capacity = (Extras.Capacity) draft.extras();
        assertThat(capacity.predictions()).singleElement().satisfies(prediction -> {
            assertThat(prediction.points()).hasSize(30).allSatisfy(point -> assertThat(point.mean())
                    .isBetween(point.low(), point.high()));
            assertThat(prediction.limitCrossing()).isAfter(EvidenceFixture.TO);
        });
        assertThat(capacity.recommendedCapacity().value()).isGreaterThan(218);
    }

    private static Integer memory(LambdaGoal goal, EvidenceFixture evidence) {
        return ((Memory) analyse(new LambdaOptimization(Optional.of("f"), goal), evidence)
                        .extras())
                .recommendedMemory();
    }

    private static BreakerReading breaker(String name, CircuitBreakerState state) {
        boolean open = state == CircuitBreakerState.OPEN;
        Instant since = EvidenceFixture.TO.minusSeconds(90);
        return new BreakerReading(name, state, since, 10, open ? 6 : 0, open, open ? "timeout" : null, false);
    }

    /** A small shop whose database is three times as slow from {@link #FAULT} on. */
    private static EvidenceFixture faulty() {
        return shop(minute -> minute >= FAULT ? 3 : 1);
    }

    private static EvidenceFixture shop(IntToDoubleFunction slowness) {
        var evidence = new EvidenceFixture();
        latency(evidence, "edge", minute -> 40 + 20 + 30 + 20 * slowness.applyAsDouble(minute));
        latency(evidence, "cart", minute -> 20);
        latency(evidence, "stock", minute -> 30 + 20 * slowness.applyAsDouble(minute));
        latency(evidence, "stock-db", minute -> 20 * slowness.applyAsDouble(minute));
        evidence.dependencies.add(new Dependency("edge", "cart"));
        evidence.dependencies.add(new Dependency("edge", "stock"));
        evidence.dependencies.add(new Dependency("stock", "stock-db"));
        return evidence;
    }

    private static void latency(EvidenceFixture evidence, String service, IntToDoubleFunction millis) {
        evidence.series(service, "latency_ms", Map.of(), minute -> evidence.noisy(millis.applyAsDouble(minute)));
        evidence.series(service, "requests", Map.of(), minute -> evidence.noisy(100));
    }

    private static Draft analyse(AnalysisRequest request, EvidenceFixture evidence) {
        return analyse(request, evidence, Duration.ofSeconds(5));
    }

    private static Draft analyse(AnalysisRequest request, EvidenceFixture evidence, Duration recovery) {
        return LocalEngine.analyse(
                call(request), evidence.evidence(), EvidenceFixture.NO_USAGE, recovery, EvidenceFixture.PROMISED);
    }

    private static AnalysisCall call(AnalysisRequest request) {
        return new AnalysisCall(
                request,
                Period.before(EvidenceFixture.TO, Duration.ofMinutes(EvidenceFixture.MINUTES)),
                Optional.empty());
    }
}
