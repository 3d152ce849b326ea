package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitoring.platform.auth.AdminTokens.Verdict;
import io.monitoring.platform.auth.AuthConfig.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTokensTest {

    /** Of {@code old} and {@code new}. */
    private static final List<String> HASHES = List.of(
            "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4",
            "11507A0E2F5E69D5DFA40A62A1BD7B6EE57E6BCD85C67C9B8431B36FFF21C437");

    private static final ApiKeys NO_KEYS = new ApiKeys(new TestAuth(Mode.NONE, false, Map.of()));

    @ParameterizedTest
    @CsvSource({
        "Bearer old, ADMIN",
        "Bearer new, ADMIN",
        "bearer new, ADMIN",
        "Bearer  new, ADMIN",
        "Bearer New, UNKNOWN_TOKEN",
        "Bearer cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4, UNKNOWN_TOKEN",
        "'Bearer ', UNKNOWN_TOKEN",
        "Bearer, NO_TOKEN",
        "Basic bmV3, NO_TOKEN",
        "new, NO_TOKEN",
        "'', NO_TOKEN",
        ", NO_TOKEN",
    })
    void judgesTheHeader(String authorization, Verdict verdict) {
        assertThat(tokens(HASHES).judge(authorization)).isEqualTo(verdict);
    }

    @Test
    void nobodyIsAdminWhereNoTokenIsConfigured() {
        assertThat(new AdminTokens(Optional::empty, NO_KEYS).judge("Bearer ")).isEqualTo(Verdict.NOBODY_IS_ADMIN);
        assertThat(tokens(List.of("")).judge("Bearer new")).isEqualTo(Verdict.NOBODY_IS_ADMIN);
    }

    @Test
    void theKeyOfSomebodyElseIsKnownAndNoAdmins() {
        var keys = new ApiKeys(new TestAuth(Mode.API_KEY, false, Map.of("writer", TestAuth.key("a key"))));

        var tokens = new AdminTokens(() -> Optional.of(HASHES), keys);

        assertThat(tokens.judge("Bearer a key")).isEqualTo(Verdict.NOT_AN_ADMIN);
        assertThat(tokens.name("Bearer a key")).isEqualTo("key:writer");
    }

    @Test
    void theNameForTheLogIsTheBeginningOfTheHash() {
        assertThat(tokens(HASHES).name("Bearer new")).isEqualTo("admin:11507a0e");
        assertThat(tokens(HASHES).name("Bearer else")).isEqualTo("unknown");
        assertThat(tokens(HASHES).name(null)).isEqualTo("nobody");
    }

    private static AdminTokens tokens(List<String> hashes) {
        return new AdminTokens(() -> Optional.of(hashes), NO_KEYS);
    }
}
