package io.monitoring.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTokensTest {

    private static final String OLD = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4";
    private static final String NEW = "11507A0E2F5E69D5DFA40A62A1BD7B6EE57E6BCD85C67C9B8431B36FFF21C437";

    /** Of {@code old} and {@code new}. */
    private static final List<String> HASHES = List.of(OLD, NEW);

    @ParameterizedTest
    @CsvSource({
        "Bearer old, admin:cba06b57",
        "Bearer new, admin:11507a0e",
        "bearer new, admin:11507a0e",
        "Bearer  new, admin:11507a0e",
        "Bearer New,",
        "Bearer cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4,",
        "'Bearer ',",
        "Bearer,",
        "Basic bmV3,",
        "new,",
        "'',",
        ",",
    })
    void judgesTheHeader(String authorization, String name) {
        Optional<Caller> caller = caller(HASHES, authorization);

        assertThat(caller.map(Caller::name)).isEqualTo(Optional.ofNullable(name));
        assertThat(caller.stream()).allMatch(Caller::isAdmin);
    }

    @Test
    void aTokenMayHaveANameAndTokensMayShareIt() {
        List<String> named = List.of("maria@example.org:" + OLD, "maria@example.org:" + NEW);

        assertThat(caller(named, "Bearer old").orElseThrow().name()).isEqualTo("admin:maria@example.org");
        assertThat(caller(named, "Bearer new").orElseThrow().name()).isEqualTo("admin:maria@example.org");
        assertThat(caller(List.of(OLD, "maria:" + NEW), "Bearer old")
                        .orElseThrow()
                        .name())
                .isEqualTo("admin:cba06b57");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maria:", ":", "two words:", "a\tb:", "maria\":", "a:b:"})
    void anEntryWithoutAHashOrWithAnotherNameIsNobodys(String start) {
        assertThat(AdminToken.parse(start + (start.equals("maria:") ? "" : OLD)))
                .isEmpty();
    }

    @Test
    void nobodyIsAdminWhereNoTokenIsConfigured() {
        assertThat(new AdminTokens(Optional::empty).isEmpty()).isTrue();
        assertThat(new AdminTokens(() -> Optional.of(List.of(""))).isEmpty()).isTrue();
        assertThat(caller(List.of(""), "Bearer ")).isEmpty();
    }

    private static Optional<Caller> caller(List<String> entries, String authorization) {
        return TokenHash.bearer(authorization)
                .map(TokenHash::of)
                .flatMap(new AdminTokens(() -> Optional.of(entries))::caller);
    }
}
