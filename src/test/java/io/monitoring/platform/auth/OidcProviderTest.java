package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over a real connection. */
class OidcProviderTest {

    private static final Vertx VERTX = Vertx.vertx();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ProviderStandIn standIn = new ProviderStandIn();

    @AfterEach
    void stop() {
        standIn.goesAway();
    }

    @AfterAll
    static void close() {
        assertThat(VERTX.close().toCompletionStage().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void findsTheKeysByTheDiscoveryDocument() throws Exception {
        standIn.tells(SigningKey.of("a", "RS256"), SigningKey.of("b", "ES256"), SigningKey.of("c", "EdDSA"));

        assertThat(keys(PATIENCE)).extracting(JsonWebKey::getKeyId).containsExactly("a", "b", "c");
    }

    @Test
    void takesNoKeysOfAnotherIssuersDocument() {
        standIn.tells(SigningKey.of("a", "ES256"));
        standIn.claimsToBe("https://id.example.org");

        assertThatThrownBy(() -> keys(PATIENCE)).hasMessageContaining("another issuer");
    }

    @Test
    void noKeysAreAFailure() {
        assertThatThrownBy(() -> keys(PATIENCE)).hasMessageContaining("no keys");
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() {
        assertThatThrownBy(() -> keys(standIn.issuer() + "/elsewhere", PATIENCE))
                .hasMessageContaining("404");
    }

    @Test
    void isNotWaitedForLongerThanItMayTake() {
        standIn.isSilent();

        assertThatThrownBy(() -> keys(Duration.ofMillis(200))).isInstanceOf(ExecutionException.class);

        standIn.speaks();
    }

    private List<JsonWebKey> keys(Duration within) throws Exception {
        return keys(standIn.issuer(), within);
    }

    private static List<JsonWebKey> keys(String issuer, Duration within) throws Exception {
        var config = TestTokens.config(Map.of("issuer", issuer));
        var timing = new ProviderTiming(
                ProviderTiming.DEFAULT.refreshEvery(), ProviderTiming.DEFAULT.askAgainAfter(), within);
        return new OidcProvider(VERTX, config, timing)
                .keys()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
