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

        assertThat(keys("20s")).extracting(JsonWebKey::getKeyId).containsExactly("a", "b", "c");
    }

    @Test
    void takesNoKeysOfAnotherIssuersDocument() {
        standIn.tells(SigningKey.of("a", "ES256"));
        standIn.claimsToBe("https://id.example.org");

        assertThatThrownBy(() -> keys("20s")).hasMessageContaining("another issuer");
    }

    @Test
    void noKeysAreAFailure() {
        assertThatThrownBy(() -> keys("20s")).hasMessageContaining("no keys");
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() {
        assertThatThrownBy(() -> keys(standIn.issuer() + "/elsewhere", "20s")).hasMessageContaining("404");
    }

    @Test
    void isNotWaitedForLongerThanItMayTake() {
        standIn.isSilent();

        assertThatThrownBy(() -> keys("200ms")).isInstanceOf(ExecutionException.class);

        standIn.speaks();
    }

    private List<JsonWebKey> keys(String within) throws Exception {
        return keys(standIn.issuer(), within);
    }

    private static List<JsonWebKey> keys(String issuer, String within) throws Exception {
        var config = TestTokens.config(Map.of("issuer", issuer, "answer-within", within));
        return new OidcProvider(VERTX, config)
                .keys()
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
