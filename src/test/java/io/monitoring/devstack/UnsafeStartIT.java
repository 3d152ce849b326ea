package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged application, started as nobody should. */
class UnsafeStartIT {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private record Ended(int status, String output) {}

    @Test
    void doesNotStartWithoutKeysUnlessThatIsMeant() throws Exception {
        Ended ended = start();

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).contains("monitoring.auth.mode", "monitoring.auth.allow-anonymous=true");
    }

    @Test
    void namesEverythingThatIsUnsafeAtOnce() throws Exception {
        Ended ended = start(
                "monitoring.auth.mode=api-key",
                "monitoring.auth.keys.\"a\".sha256=a-secret-by-mistake",
                "monitoring.auth.keys.\"a\".scopes=read",
                "monitoring.auth.keys.\"a\".services=*",
                "quarkus.http.cors.enabled=true",
                "quarkus.http.cors.origins=*",
                "monitoring.admin.token-sha256=1734d503f6aa6a047c36d113cbad769f719c93784b469b771c4c3e7c63adbefd");

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output())
                .contains(
                        "monitoring.auth.keys.\"a\".sha256",
                        "monitoring.admin.token-sha256",
                        "quarkus.http.cors.origins")
                .doesNotContain("a-secret-by-mistake");
    }

    private static Ended start(String... properties) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dquarkus.http.port=0");
        for (String property : properties) {
            command.add("-D" + property);
        }
        command.addAll(List.of("-jar", JAR.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }
}
