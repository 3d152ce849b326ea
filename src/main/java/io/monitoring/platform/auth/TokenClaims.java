package io.monitoring.platform.auth;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The claims of a token whose signature is good: who its bearer is, and what that allows. */
record TokenClaims(Map<String, Object> claims) {

    private static final char NESTING = '/';

    /** What the bearer may do; nothing, where no scope of it is one of ours. */
    Caller caller(OidcConfig config) {
        String subject = (String) claims.get("sub");
        List<String> scopes = words(config.scopesClaim());
        if (scopes.contains(config.adminScope())) {
            return Caller.admin(ProvedBy.ACCESS_TOKEN, subject);
        }
        Set<Scope> allowed = EnumSet.noneOf(Scope.class);
        if (scopes.contains(config.writeScope())) {
            allowed.add(Scope.WRITE);
        }
        if (scopes.contains(config.readScope())) {
            allowed.add(Scope.READ);
        }
        List<String> services = value(config.servicesClaim()).isPresent()
                ? words(config.servicesClaim())
                : config.defaultServices().orElse(List.of());
        return new Caller(
                ProvedBy.ACCESS_TOKEN.name(subject), allowed, new ServicePatterns(services), ProvedBy.ACCESS_TOKEN);
    }

    /** Whether the claim is one of these texts, or a list that has one of them. */
    boolean has(String claim, Collection<String> oneOf) {
        return value(claim).stream().flatMap(TokenClaims::texts).anyMatch(oneOf::contains);
    }

    private List<String> words(String claim) {
        Optional<Object> value = value(claim);
        return value.orElse(null) instanceof String text
                ? Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList()
                : value.stream().flatMap(TokenClaims::texts).toList();
    }

    /** Anything but a text or a list of strings says nothing. */
    private static Stream<String> texts(Object value) {
        Stream<?> elements = value instanceof Collection<?> list ? list.stream() : Stream.of(value);
        return elements.filter(String.class::isInstance).map(String.class::cast);
    }

    /** By its whole name first: names of claims may be URLs, which have slashes of their own. */
    private Optional<Object> value(String claim) {
        return Optional.ofNullable(claims.get(claim)).or(() -> nested(claims, claim));
    }

    private static Optional<Object> nested(Object holder, String path) {
        if (!(holder instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        int slash = path.indexOf(NESTING);
        return slash < 0
                ? Optional.ofNullable(map.get(path))
                : nested(map.get(path.substring(0, slash)), path.substring(slash + 1));
    }
}
