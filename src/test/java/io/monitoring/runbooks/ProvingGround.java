package io.monitoring.runbooks;

import static org.awaitility.Awaitility.await;

import io.monitoring.devstack.DevStackResource;
import io.monitoring.devstack.EmbeddedDynamo;
import io.monitoring.devstack.EmbeddedQueue;
import io.monitoring.devstack.TestStack;
import io.monitoring.ingest.MetricsClient;
import io.monitoring.platform.aws.OutageProfile;
import io.monitoring.resilience.PackagedInstance;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged application with everything around it that a runbook's commands talk to, by the names of {@code prod}. */
final class ProvingGround implements AutoCloseable {

    static final String ENVIRONMENT = "prod";
    private static final String REGION = "eu-west-1";
    /** For the CDK's command line: the stack's name and little in it, since moto_server does not know all types of the real one. */
    private static final Path STACK = Path.of("src", "test", "resources", "runbooks", "stack");

    private final TestStack stack;
    private final PackagedInstance application;
    private final MetricsClient api;
    private final Optional<Moto> moto;
    private final boolean seeded;
    private final AwsFront front;
    private final Path folder;

    ProvingGround() {
        try {
            folder = Files.createTempDirectory("runbooks");
            for (String file : List.of("manifest.json", "MonitoringStack-prod.template.json")) {
                Files.copy(STACK.resolve(file), folder.resolve(file)); // the CDK locks the folder that it reads
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tools.wrap(folder);
        stack = new TestStack(
                EmbeddedDynamo.inMemory(0).start(), EmbeddedQueue.inMemory(0).start());
        Map<String, String> configuration = new LinkedHashMap<>(DevStackResource.configuration(stack));
        configuration.put("monitoring.environment", ENVIRONMENT);
        // DynamoDB Local on a busy machine is no DynamoDB.
        configuration.put("monitoring.internal.attempt-timeout-millis", "9000");
        application = new PackagedInstance("runbooks", configuration);
        moto = Moto.present() ? Optional.of(new Moto()) : Optional.empty();
        await().atMost(Duration.ofMinutes(3)).until(application::ready);
        seeded = moto.isPresent() && Tools.present("aws");
        front = new AwsFront(stack.dynamo().endpoint(), moto.map(Moto::endpoint));
        api = new MetricsClient(URI.create(application.url() + "/"));
        seed();
    }

    TestStack stack() {
        return stack;
    }

    MetricsClient api() {
        return api;
    }

    boolean hasMoto() {
        return moto.isPresent();
    }

    /** Whether the CDK's command line is here and finds its stack. */
    boolean hasStack() {
        return seeded && Files.exists(Path.of("deploy", "cdk", "node_modules", ".bin", "cdk"));
    }

    /** The file to which the wrapped {@code aws} and {@code kubectl} write their calls. */
    Path calls() {
        return folder.resolve("calls");
    }

    /** A process whose commands reach everything here, with AWS as in {@code SHAPE=lambda}. */
    ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("API_URL", application.url());
        environment.put("ENVIRONMENT", ENVIRONMENT);
        environment.put("SHAPE", "lambda");
        environment.put("SLOWEST", "60"); // this is about what answers, on a machine that may be busy
        environment.put("ADMIN_TOKEN", OutageProfile.ADMIN_TOKEN);
        environment.put("AWS_ENDPOINT_URL", front.url());
        environment.put("AWS_ENDPOINT_URL_SQS", stack.queue().endpoint().toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_DEFAULT_REGION", REGION);
        environment.put("AWS_REGION", REGION);
        environment.put("CDK_APP", folder.toString());
        environment.put("CDK_NOTICES", "false");
        environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
        environment.put("RUNBOOKS_CALLS", calls().toString());
        moto.ifPresent(server -> environment.put("MOTO", server.endpoint().toString()));
        environment.merge("PATH", folder.toString(), (old, mine) -> mine + File.pathSeparator + old);
        return builder;
    }

    Tools.Said bash(String script) {
        return Tools.run(process(List.of("bash", "-c", script)), "");
    }

    /** What becomes of a step of the outage runbook, with parameters beside those of this place. */
    Transcript.Result step(String name, Map<String, String> parameters) {
        Path transcript = folder.resolve(name + ".md");
        ProcessBuilder builder = process(List.of(
                "runbooks/run", "system-outage", "--yes-write", "--step", name, "--transcript", transcript.toString()));
        builder.environment().putAll(parameters);
        Tools.run(builder, "");
        return Transcript.read(transcript).of(name);
    }

    private void seed() {
        if (seeded) {
            Tools.Said said = Tools.run(
                    process(List.of(
                            "bash",
                            Path.of("src", "test", "resources", "runbooks", "seed.sh")
                                    .toString())),
                    "");
            if (said.status() != 0) {
                throw new IllegalStateException("moto_server was not seeded: " + said.text());
            }
        }
        List<String> points = new ArrayList<>();
        Instant now = Instant.now();
        for (int minute = 1; minute <= 20; minute++) {
            Instant time = now.minus(Duration.ofMinutes(minute));
            points.add(point("requests", 1000, time));
            points.add(point("errors", 1, time));
            points.add(point("latency_ms", 40 + minute, time));
        }
        var stored = api.post("[" + String.join(",", points) + "]");
        if (stored.status() != 201) {
            throw new IllegalStateException("not stored: " + stored.body());
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api.get("services").body().contains("checkout"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> api.get("health").json().get("status").asText().equals("healthy"));
    }

    private static String point(String metric, double value, Instant time) {
        return "{\"service_name\":\"checkout\",\"metric_type\":\"%s\",\"value\":%s,\"timestamp\":\"%s\"}"
                .formatted(metric, value, time);
    }

    @Override
    public void close() {
        front.close();
        moto.ifPresent(Moto::close);
        application.close();
        stack.close();
    }
}
