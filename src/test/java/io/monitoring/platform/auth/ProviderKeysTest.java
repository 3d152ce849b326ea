package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.auth.AuthConfig.Mode;
import io.monitoring.platform.config.MovableClock;
import io.monitoring.platform.http.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose keys are known when: judged by the tokens that are taken, and by the calls that the provider gets. */
class ProviderKeysTest {

    private static final String ISSUER = "https://id.example.org";
    private static final SigningKey OLD = SigningKey.of("old", "ES256");
    private static final SigningKey NEW = SigningKey.of("new", "ES256");
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration REFRESH = Duration.ofMinutes(15);

    private final MovableClock clock = new MovableClock();
    private final List<Promise<List<JsonWebKey>>> calls = new ArrayList<>();
    private AccessTokens tokens;

    @BeforeEach
    void start() {
        clock.stopTheSystemClock();
        tokens = new AccessTokens(
                new TestAuth(Mode.OIDC, false, Map.of()),
                TestTokens.config(Map.of("issuer", ISSUER, "audience", TestTokens.AUDIENCE)),
                () -> {
                    calls.add(Promise.promise());
                    return calls.getLast().future();
                },
                ProviderTiming.DEFAULT,
                clock);
    }

    @Test
    void nobodyIsAskedBeforeTheFirstToken() {
        assertThat(calls).isEmpty();
    }

    @Test
    void tokensThatComeWhileTheProviderIsAskedWaitForTheOneAnswer() {
        Future<Caller> first = tokens.caller(by(OLD));
        Future<Caller> second = tokens.caller(by(OLD));

        assertThat(first.isComplete()).isFalse();
        tell(OLD);

        assertThat(calls).hasSize(1);
        assertThat(List.of(first, second)).allMatch(Future::succeeded);
    }

    @Test
    void aKnownKeyNeedsNoCall() {
        known(OLD);

        assertThat(tokens.caller(by(OLD)).succeeded()).isTrue();
        assertThat(calls).hasSize(1);
    }

    @Test
    void aNewKeyIsFetchedWhenATokenComesWithIt() {
        known(OLD);
        clock.advance(PAUSE);

        Future<Caller> caller = tokens.caller(by(NEW));
        tell(OLD, NEW);

        assertThat(caller.succeeded()).isTrue();
    }

    @Test
    void inventedKeysMakeOneCallInAPause() {
        known(OLD);

        for (int i = 0; i < 100; i++) {
            assertThat(status(tokens.caller(by(SigningKey.of("invented" + i, "EdDSA")))))
                    .isEqualTo(401);
        }

        assertThat(calls).hasSize(1);
        clock.advance(PAUSE);
        tokens.caller(by(NEW));
        assertThat(calls).hasSize(2);
    }

    @Test
    void whileTheProviderIsAwayKnownKeysStayInUseAndOthersAre503() {
        known(OLD);
        clock.advance(REFRESH);

        assertThat(tokens.caller(by(OLD)).succeeded()).isTrue();
        fail();
        clock.advance(REFRESH.multipliedBy(100));
        String late = by(OLD);

        assertThat(tokens.caller(late).succeeded()).isTrue();
        Future<Caller> unknown = tokens.caller(by(NEW));
        fail();
        assertThat(status(unknown)).isEqualTo(503);
        assertThat(((ProblemException) unknown.cause()).headers()).containsEntry("Retry-After", "10");
    }

    @Test
    void aProviderThatIsAwayIsAskedOnceInAPause() {
        tokens.caller(by(OLD));
        fail();

        for (int i = 0; i < 100; i++) {
            assertThat(status(tokens.caller(by(OLD)))).isEqualTo(503);
        }

        assertThat(calls).hasSize(1);
    }

    @Test
    void aProviderThatIsBackIsHeardWithoutAnybodysHelp() {
        tokens.caller(by(OLD));
        fail();
        clock.advance(PAUSE);

        Future<Caller> caller = tokens.caller(by(OLD));
        tell(OLD);

        assertThat(caller.succeeded()).isTrue();
    }

    @Test
    void whatIsNoTokenIs401WhetherOrNotTheProviderIsThere() {
        tokens.caller(by(OLD));
        fail();

        assertThat(status(tokens.caller("a.b.c"))).isEqualTo(401);
        assertThat(status(tokens.caller("no token at all"))).isEqualTo(401);
    }

    @Test
    void aKeyThatTheProviderHasDroppedIsRefusedAfterTheNextRefresh() {
        known(OLD);
        clock.advance(REFRESH);

        assertThat(tokens.caller(by(OLD)).succeeded()).isTrue();
        tell(NEW);

        assertThat(status(tokens.caller(by(OLD)))).isEqualTo(401);
    }

    private void known(SigningKey key) {
        tokens.caller(by(key));
        tell(key);
    }

    private void tell(SigningKey... keys) {
        calls.getLast().complete(AccessTokensTest.jwks(keys));
    }

    private void fail() {
        calls.getLast().fail("connection refused");
    }

    private static int status(Future<Caller> caller) {
        return ((ProblemException) caller.cause()).problem().status();
    }

    private static String by(SigningKey key) {
        return key.sign(TestTokens.claims(ISSUER, "monitoring:read", List.of("*")));
    }
}
