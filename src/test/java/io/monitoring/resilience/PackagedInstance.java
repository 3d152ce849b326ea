package io.monitoring.resilience;

import static io.restassured.RestAssured.given;

import io.monitoring.devstack.PackagedApplication;
import io.monitoring.platform.aws.OutageProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own; its log is in {@code target/fleet-<name>-<port>.log}. */
public final class PackagedInstance implements AutoCloseable {

    private final Process process;
    private final int port;

    public PackagedInstance(String name, Map<String, String> configuration) {
        try {
            port = freePort();
            Map<String, String> properties = new HashMap<>(configuration);
            properties.put("quarkus.http.port", Integer.toString(port));
            properties.put("monitoring.internal.bootstrap-timeout", "2m");
            properties.put("monitoring.admin.token-sha256", OutageProfile.ADMIN_TOKEN_SHA256);
            List<String> command = PackagedApplication.command(
                    List.of("-Xmx192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), properties);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "fleet-" + name + "-" + port + ".log")
                            .toFile());
            // By the environment, where a name that this version does not know is no mistake.
            builder.environment().put("MONITORING_AUTH_ALLOW_ANONYMOUS", "true");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean ready() {
        if (!process.isAlive()) {
            throw new IllegalStateException("ended with " + process.exitValue());
        }
        try {
            return given().port(port).get("/q/health/ready").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public ValidatableResponse health() {
        return given().port(port).get("/health").then();
    }

    public String state(String breaker) {
        return health().extract().path("circuit_breakers." + breaker + ".state");
    }

    public int post() {
        return given().port(port)
                .contentType("application/json")
                .body("{\"service_name\":\"checkout\",\"metric_type\":\"latency\",\"value\":1}")
                .post("/metrics")
                .statusCode();
    }

    RequestSpecification admin() {
        return given().port(port).header("Authorization", "Bearer " + OutageProfile.ADMIN_TOKEN);
    }

    ValidatableResponse report() {
        return admin().get("/admin/circuit-breakers").then().statusCode(200);
    }

    /** As Kubernetes would. */
    public void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("did not end within 20 s");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
