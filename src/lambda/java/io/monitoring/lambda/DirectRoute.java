package io.monitoring.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which resource answers which payload of a direct invoke. A new kind of payload is a line here. */
enum DirectRoute {

    /** Nothing, {@code null} or an empty object. An unhealthy state (503) is an answer too. */
    HEALTH(
            "GET",
            "/health",
            Set.of(200, 503),
            payload -> payload.isMissingNode() || payload.isNull() || payload.isObject() && payload.isEmpty()),

    /** What says what is to be analysed, or how urgently. */
    ANALYSIS(
            "POST",
            "/analysis",
            Set.of(200),
            payload -> hasAny(payload, "incident_mode", "mode", "analysis_type", "urgency"));

    private final String method;
    private final String path;
    private final Set<Integer> answers;
    private final Predicate<JsonNode> takes;

    DirectRoute(String method, String path, Set<Integer> answers, Predicate<JsonNode> takes) {
        this.method = method;
        this.path = path;
        this.answers = answers;
        this.takes = takes;
    }

    static Optional<DirectRoute> of(JsonNode payload) {
        return Arrays.stream(values())
                .filter(route -> route.takes.test(payload))
                .findFirst();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Whether a body with this status is what was asked for; with any other, the invocation fails. */
    boolean isAnswer(int status) {
        return answers.contains(status);
    }

    private static boolean hasAny(JsonNode payload, String... names) {
        return Arrays.stream(names).anyMatch(payload::has);
    }
}
