package io.monitoring.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.monitoring.lambda.RuntimeEmulator.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where API keys are required, who may invoke the function needs none, and nobody on HTTP gets by as one of those. */
class KeysIT {

    /** Of the key {@code anything}. */
    private static final String KEY_SHA256 = "ee0874170b7f6f32b8c2ac9573c428d35b575270a66b757c2c0185d2bd09718d";

    @Test
    void aDirectInvokeNeedsNoKeyAndARequestDoes() {
        Map<String, String> keys = Map.of(
                "MONITORING_AUTH_MODE", "api-key",
                "MONITORING_AUTH_KEYS__A__SHA256", KEY_SHA256,
                "MONITORING_AUTH_KEYS__A__SCOPES", "read",
                "MONITORING_AUTH_KEYS__A__SERVICES", "*");
        try (LambdaFixture lambda = new LambdaFixture(keys)) {
            assertThat(lambda.answer("{}").has("circuit_breaker")).isTrue();

            String payload = "{\"incident_mode\":true}";
            ObjectNode request = Events.http("POST", "/analysis", "", payload);
            request.put("route", "ANALYSIS").withObject("/requestContext/http").remove("sourceIp");
            assertThat(lambda.answer(request).path("statusCode").asInt()).isEqualTo(401);
            request.withObject("/headers").put("authorization", "Bearer anything");
            int withKey = lambda.answer(request).path("statusCode").asInt();
            assertThat(withKey).isNotEqualTo(401);

            if (lambda.invoke(payload) instanceof Outcome.Failed failed) {
                assertThat(failed.body()).contains("POST /analysis answered " + withKey);
            }
        }
    }
}
