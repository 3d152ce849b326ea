package io.monitoring.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged application, started as nobody should. */
class UnsafeStartIT {

    private record Ended(int status, String output) {}

    @Test
    void doesNotStartWithoutKeysUnlessThatIsMeant() throws Exception {
        Ended ended = start(Map.of());

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).contains("monitoring.auth.mode", "monitoring.auth.allow-anonymous=true");
    }

    @Test
    void namesEverythingThatIsUnsafeAtOnce() throws Exception {
        Ended ended = start(Map.of(
                "monitoring.auth.mode", "api-key",
                "monitoring.auth.keys.\"a\".sha256", "a-secret-by-mistake",
                "monitoring.auth.keys.\"a\".scopes", "read",
                "monitoring.auth.keys.\"a\".services", "*",
                "quarkus.http.cors.enabled", "true",
                "quarkus.http.cors.origins", "*",
                "monitoring.admin.token-sha256", "1734d503f6aa6a047c36d113cbad769f719c93784b469b771c4c3e7c63adbefd"));

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output())
                .contains(
                        "monitoring.auth.keys.\"a\".sha256",
                        "monitoring.admin.token-sha256",
                        "quarkus.http.cors.origins")
                .doesNotContain("a-secret-by-mistake");
    }

    @Test
    void doesNotTakeTokensOfAnIssuerWithoutHttps() throws Exception {
        Ended ended = start(Map.of(
                "monitoring.auth.mode", "oidc",
                "monitoring.auth.oidc.issuer", "http://id.example.org"));

        assertThat(ended.status()).isNotZero();
        assertThat(ended.output()).contains("monitoring.auth.oidc.issuer", "monitoring.auth.oidc.audience");
    }

    private static Ended start(Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("quarkus.http.port", "0");
        List<String> command = PackagedApplication.command(List.of(), properties);
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
