package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.monitoring.ingest.MetricsClient;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shapes table of the README. What a build can run is run here, from a copy of the package, with nothing but what the
 * line says it needs; of every other line it is known which test covers it.
 */
class ShapesIT {

    private static final Duration LONGEST_START = Duration.ofSeconds(120);

    /** {@code | shape | needs first | `command` |} */
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| ([^|]+) \\| `(.+)` \\|$");

    /** Which test covers the line of a shape. A line that is not here fails {@link #everyLineIsCovered}. */
    private static final Map<String, String> COVERED_BY = Map.of(
            "JVM", "devstack/ShapesIT",
            "native", "devstack/ShapesIT",
            "container with its stores", "deploy/ImagesIT",
            "Kubernetes", "deploy/KubernetesTest",
            "Lambda zip", "lambda/EventsIT",
            "AWS, the whole stack", "../../../../../deploy/cdk/src/test/java/io/monitoring/deploy/MonitoringStackTest");

    /** Dev mode is a build of its own, which would take minutes here; what it embeds is what every test here stands on. */
    private static final String DEV_MODE = "laptop";

    private static final Path TESTS = Path.of("src", "test", "java", "io", "monitoring");

    private record Shape(String needs, String command) {

        /** Without the build, which has been done. */
        String start() {
            return command.substring(command.lastIndexOf("&& ") + "&& ".length());
        }
    }

    @TempDir
    Path copy;

    private Map<String, Shape> shapes;

    @BeforeEach
    void readTheTable() throws IOException {
        shapes = new LinkedHashMap<>();
        Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.equals("## Shapes"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> shapes.put(row.group(1), new Shape(row.group(2), row.group(3))));
    }

    @Test
    void everyLineIsCovered() {
        assertThat(shapes.keySet())
                .hasSize(COVERED_BY.size() + 1)
                .contains(DEV_MODE)
                .containsAll(COVERED_BY.keySet());
        assertThat(shapes.values()).allMatch(shape -> !shape.needs().isBlank());
        assertThat(COVERED_BY.values())
                .allSatisfy(test -> assertThat(TESTS.resolve(test + ".java")).exists());
    }

    @Test
    void theLineOfThePackageStartsIt() throws Exception {
        Shape shape = shapes.get(PackagedApplication.isNative() ? "native" : "JVM");
        copyOf("deploy");
        if (PackagedApplication.isNative()) {
            copyRunner();
        } else {
            copyOf("target/quarkus-app");
        }

        int port = FreePort.find();
        try (TestStack stack = new TestStack(
                EmbeddedDynamo.inMemory(0).start(), EmbeddedQueue.inMemory(0).start())) {
            Process process = start(shape, port, stack);
            try {
                MetricsClient api = new MetricsClient(URI.create("http://localhost:" + port + "/"));
                await().atMost(LONGEST_START)
                        .ignoreExceptions()
                        .until(() ->
                                !process.isAlive() || api.get("q/health/ready").status() == 200);

                assertThat(process.isAlive()).as(log()).isTrue();
                assertThat(api.post("{\"service_name\":\"s\",\"metric_type\":\"m\",\"value\":1}")
                                .status())
                        .isIn(201, 202);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** As it is written, in a shell; the ports are others, so that two builds on one machine do not meet. */
    private Process start(Shape shape, int port, TestStack stack) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", shape.start())
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(copy.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put(
                "PATH", Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH"));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put(
                "QUARKUS_DYNAMODB_ENDPOINT_OVERRIDE", stack.dynamo().endpoint().toString());
        environment.put(
                "QUARKUS_SQS_ENDPOINT_OVERRIDE", stack.queue().endpoint().toString());
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(copy.resolve("log"));
    }

    private void copyOf(String folder) throws IOException {
        Path from = Path.of(folder);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/node_modules/"))
                    .filter(file -> !from.relativize(file).startsWith("cdk"))
                    .toList()) {
                Path to = copy.resolve(file);
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private void copyRunner() throws IOException {
        Path runner = Path.of(PackagedApplication.command(List.of(), Map.of()).getFirst());
        Path to = copy.resolve("target").resolve(runner.getFileName());
        Files.createDirectories(to.getParent());
        Files.copy(runner, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
