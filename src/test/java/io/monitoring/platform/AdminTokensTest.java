package io.monitoring.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitoring.platform.AdminTokens.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokensTest {

    /** Of {@code old} and {@code new}. */
    private static final List<String> HASHES = List.of(
            "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4",
            "11507A0E2F5E69D5DFA40A62A1BD7B6EE57E6BCD85C67C9B8431B36FFF21C437");

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
        assertThat(new AdminTokens(Optional::empty).judge("Bearer ")).isEqualTo(Verdict.NOBODY_IS_ADMIN);
        assertThat(tokens(List.of("")).judge("Bearer new")).isEqualTo(Verdict.NOBODY_IS_ADMIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "11507a", "zz507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"})
    void aMalformedHashStopsTheStartAndIsNotRepeated(String hash) {
        assertThatThrownBy(() -> tokens(List.of(hash)))
                .hasMessageContaining("monitoring.admin.token-sha256")
                .hasMessageNotContaining(hash);
    }

    private static AdminTokens tokens(List<String> hashes) {
        return new AdminTokens(() -> Optional.of(hashes));
    }
}
