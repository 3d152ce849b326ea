package io.monitoring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.groups.MultiSubscribe;
import io.smallrye.mutiny.groups.UniAwait;
import io.smallrye.mutiny.groups.UniSubscribe;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The arrows of the source tree, and what only some of its packages may do. */
@AnalyzeClasses(packages = "io.monitoring", importOptions = ArchitectureTest.NotTests.class)
class ArchitectureTest {

    /** ArchUnit's own knows {@code target/test-classes}, and not that of the profile lambda. */
    static final class NotTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String SERIES = "io.monitoring.series..";
    private static final String INGEST = "io.monitoring.ingest..";
    private static final String QUERY = "io.monitoring.query..";
    private static final String STORE = "io.monitoring.store..";
    private static final String COLUMNS = "io.monitoring.store.format.column..";
    private static final String PIPELINE = "io.monitoring.pipeline..";
    private static final String RESILIENCE = "io.monitoring.resilience..";
    private static final String FLEET = "io.monitoring.resilience.fleet..";
    private static final String PLATFORM = "io.monitoring.platform..";
    private static final String TABLE = "io.monitoring.platform.table..";
    private static final String AWS = "io.monitoring.platform.aws..";
    private static final String LIVE = "io.monitoring.live..";
    private static final String DEVSTACK = "io.monitoring.devstack..";
    private static final String ANALYSIS = "io.monitoring.analysis..";
    private static final String ADVISOR = "io.monitoring.advisor..";
    /** In the profile of that name only. */
    private static final String LAMBDA = "io.monitoring.lambda..";

    private static final String RUNBOOKS = "io.monitoring.runbooks..";
    private static final String BOOK = "io.monitoring.runbooks.book..";
    private static final String CONSOLE = "io.monitoring.console..";

    @ArchTest
    static final ArchRule everyClassHasAPackageOfTheTree = classes()
            .should()
            .resideInAnyPackage(
                    SERIES,
                    INGEST,
                    QUERY,
                    STORE,
                    PIPELINE,
                    RESILIENCE,
                    PLATFORM,
                    DEVSTACK,
                    ANALYSIS,
                    LIVE,
                    ADVISOR,
                    LAMBDA,
                    RUNBOOKS,
                    CONSOLE);

    @ArchTest
    static final ArchRule platformKnowsNoFeature = arrows(PLATFORM);

    @ArchTest
    static final ArchRule seriesIsOfTheJdkAndTheSketchLibrary = classes()
            .that()
            .resideInAPackage(SERIES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SERIES, "java..", "com.datadoghq.sketch..");

    @ArchTest
    static final ArchRule columnsKnowNobody = arrows(COLUMNS);

    @ArchTest
    static final ArchRule storeKnowsPlatform = arrows(STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule ingestKnowsStoreAndPlatform = arrows(INGEST, STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule queryKnowsStoreAndPlatform = arrows(QUERY, STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule pipelineKnowsStoreAndPlatform = arrows(PIPELINE, STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule liveKnowsAnalysisStoreAndPlatform = arrows(LIVE, ANALYSIS, STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule resilienceKnowsPlatform = arrows(RESILIENCE, PLATFORM);

    @ArchTest
    static final ArchRule advisorKnowsLiveAnalysisStoreAndPlatform =
            arrows(ADVISOR, FLEET, LIVE, ANALYSIS, STORE, SERIES, PLATFORM);

    @ArchTest
    static final ArchRule devstackKnowsPlatform = arrows(DEVSTACK, PLATFORM);

    @ArchTest
    static final ArchRule analysisKnowsNobody = arrows(ANALYSIS);

    @ArchTest
    static final ArchRule analysisIsPlainJava = classes()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ANALYSIS, "java.lang..", "java.util..", "java.time..", "java.nio", "java.math");

    @ArchTest
    static final ArchRule lambdaKnowsWhomItWakes =
            arrows(LAMBDA, PIPELINE, RESILIENCE, PLATFORM).allowEmptyShould(true);

    @ArchTest
    static final ArchRule runbooksKnowPlatform = arrows(RUNBOOKS, PLATFORM);

    @ArchTest
    static final ArchRule consoleKnowsPlatform = arrows(CONSOLE, PLATFORM);

    @ArchTest
    static final ArchRule nobodyKnowsConsole = noClasses()
            .that()
            .resideOutsideOfPackage(CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONSOLE);

    /** The runner compiles it by itself. */
    @ArchTest
    static final ArchRule aBookIsOfTheJdkOnly = noClasses()
            .that()
            .resideInAPackage(BOOK)
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(BOOK, "java..")));

    @ArchTest
    static final ArchRule nobodyKnowsDevstack = noClasses()
            .that()
            .resideOutsideOfPackage(DEVSTACK)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DEVSTACK);

    @ArchTest
    static final ArchRule noPackagesInACircle =
            slices().matching("io.monitoring.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyWaits = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(UniAwait.class)
            .because("an event loop would stand");

    /** Work that nobody asked for, and which therefore nobody else can subscribe to, begins in these. */
    @ArchTest
    static final ArchRule onlyWhatRunsOnItsOwnSubscribes = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.monitoring.pipeline.QueueConsumer")
            .and()
            .doNotHaveFullyQualifiedName("io.monitoring.pipeline.BatchWork")
            .and()
            .doNotHaveFullyQualifiedName("io.monitoring.store.write.ServiceLane")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(UniSubscribe.class, MultiSubscribe.class);

    @ArchTest
    static final ArchRule onlyTheseTouchAws = noClasses()
            .that()
            .resideOutsideOfPackages(TABLE, AWS, DEVSTACK, LAMBDA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule onlyPlatformHoldsAClientOfAws =
            noClasses().that().resideOutsideOfPackages(PLATFORM, DEVSTACK).should(holdAClientOfAws());

    @ArchTest
    static final ArchRule oneClockTellsTheTime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.monitoring.platform.config.SystemClock")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests set the Clock bean; System.nanoTime measures durations");

    @ArchTest
    static final ArchRule aBreakerHasANameAndATimeout = methods()
            .that()
            .areAnnotatedWith(CircuitBreaker.class)
            .should()
            .beAnnotatedWith(CircuitBreakerName.class)
            .andShould()
            .beAnnotatedWith(Timeout.class);

    @ArchTest
    static final ArchRule breakersStandOnMethods = noClasses()
            .should()
            .beAnnotatedWith(CircuitBreaker.class)
            .because("each guarded call has a name of its own");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith(Inject.class)
            .orShould()
            .beAnnotatedWith(ConfigProperty.class)
            .orShould()
            .beAnnotatedWith("jakarta.ws.rs.core.Context");

    @ArchTest
    static final ArchRule resourcesAreCalledSo =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule resourcesAreResources =
            classes().that().haveSimpleNameEndingWith("Resource").should().beAnnotatedWith(Path.class);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base|Dto|DTO)(\\$.*)?")
            .because("it says nothing");

    @ArchTest
    static final ArchRule configIsCalledSo = classes()
            .that()
            .areAnnotatedWith(ConfigMapping.class)
            .should()
            .haveNameMatching(".*(Config|Limits|\\.Environment)")
            .andShould()
            .beInterfaces();

    @ArchTest
    static final ArchRule limitsOfPropertiesAreConverters = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .haveNameMatching(".*(Config|\\.IngestLimits|\\.Environment)(\\$.*)?")
            .should()
            .beAnnotatedWith(DescribedPredicate.<JavaAnnotation<?>>describe(
                    "Bean Validation",
                    annotation -> annotation.getRawType().getPackageName().startsWith("jakarta.validation")))
            .because("one constraint makes Hibernate Validator read all of Quarkus's mappings (decision 17)");

    @ArchTest
    static final ArchRule classesCalledConfigAreConfig =
            classes().that().haveSimpleNameEndingWith("Config").should().beAnnotatedWith(ConfigMapping.class);

    @ArchTest
    static final ArchRule constantsAreFinal =
            fields().that().areStatic().should().beFinal().because("it would be shared by every request");

    /** The package depends on the given others, and on no other of ours. */
    private static ArchRule arrows(String from, String... to) {
        String[] known = Arrays.copyOf(to, to.length + 1);
        known[to.length] = from;
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(resideInAPackage("io.monitoring..").and(not(resideInAnyPackage(known))))
                .as(from + " depends on none of our packages but " + String.join(", ", to));
    }

    private static ArchCondition<JavaClass> holdAClientOfAws() {
        return new ArchCondition<>("hold a client of AWS") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getFields().stream()
                        .filter(field -> field.getRawType().getName().matches("software\\.amazon\\..*Client"))
                        .forEach(field -> events.add(SimpleConditionEvent.satisfied(field, field.getDescription())));
            }
        };
    }
}
