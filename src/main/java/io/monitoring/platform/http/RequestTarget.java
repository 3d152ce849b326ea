package io.monitoring.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Path and query as they stand in the request line. Quarkus answers what is no URI with an empty 400 before any filter
 * (3.33.2, VertxHttpRecorder), so this is asked before it.
 */
public final class RequestTarget {

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** Punctuation that {@link URI} takes; characters beyond ASCII too. */
    private static final String PUNCTUATION = "/?:@&=+$,;-_.!~*'()[]%";

    /** Punctuation that needs no second look. */
    private static final String PLAIN = "/?:&=+,-_.";

    private RequestTarget() {}

    /** A 400 that names the parameter, or empty where there is nothing wrong. */
    public static Optional<ProblemException> refusal(String target) {
        if (isPlain(target)) {
            return Optional.empty();
        }
        try {
            new URI(target);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(refused(target));
        }
    }

    private static boolean isPlain(String target) {
        return target.startsWith("/")
                && !target.startsWith("//")
                && target.chars().allMatch(c -> isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    }

    private static ProblemException refused(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Optional<String> ofPath = mistake(path);
        if (ofPath.isPresent() || query < 0) {
            return refused("path", ofPath.orElse("is not a path"));
        }
        for (String parameter : target.substring(query + 1).split("&", -1)) {
            Optional<String> mistake = mistake(parameter);
            if (mistake.isPresent()) {
                String name = parameter.split("=", 2)[0];
                return refused(NAME.matcher(name).matches() ? name : "query", mistake.get());
            }
        }
        return refused("query", "is not the query of a URI");
    }

    private static Optional<String> mistake(String part) {
        if (BAD_ESCAPE.matcher(part).find()) {
            return Optional.of("has a % that is not followed by two hexadecimal digits; a percent sign is sent as %25");
        }
        return part.chars()
                .filter(c -> c < 0x80 && !isLetterOrDigit(c) && PUNCTUATION.indexOf(c) < 0)
                .mapToObj(c -> "has a character that must be sent as %%%02X".formatted(c))
                .findFirst();
    }

    private static boolean isLetterOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static ProblemException refused(String field, String detail) {
        return new ProblemException(
                ProblemCode.MALFORMED, field + ": " + detail, List.of(new FieldError(field, detail)));
    }
}
