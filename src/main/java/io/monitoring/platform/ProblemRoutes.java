package io.monitoring.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;

/** Problem documents for what Quarkus answers below JAX-RS: bodies over the limit, unknown routes, failed handlers. */
@ApplicationScoped
class ProblemRoutes {

    private static final int BEFORE_QUARKUS_OWN_LIMIT = 10_000;
    private static final int AFTER_QUARKUS_OWN_LIMIT = 1;
    private static final long SLACK = 1 << 16;

    private final ObjectMapper json;
    private final long bodyLimit;

    ProblemRoutes(ObjectMapper json, HttpLimits limits) {
        this.json = json;
        this.bodyLimit = limits.body();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::refuseOversized, BEFORE_QUARKUS_OWN_LIMIT);
        filters.register(this::stepBack, AFTER_QUARKUS_OWN_LIMIT);
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(Integer.MAX_VALUE).handler(routing -> answer(routing, ProblemCode.NOT_FOUND));
    }

    private void refuseOversized(RoutingContext routing) {
        if (declaredLength(routing) <= bodyLimit) {
            routing.next();
            return;
        }
        // The body is not read, so nothing else can follow on this connection.
        routing.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer(routing, Problem.of(ProblemCode.TOO_LARGE, HttpLimits.tooLarge(bodyLimit)));
    }

    /** Quarkus ends a body that grows over its limit with an empty 413; {@link BodyLimit} has to come before it. */
    private void stepBack(RoutingContext routing) {
        routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bodyLimit + SLACK);
        routing.next();
    }

    private static long declaredLength(RoutingContext routing) {
        String length = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return 0; // Vert.x refuses it
        }
    }

    private void failed(RoutingContext routing) {
        int status = routing.statusCode();
        if (status < 400 || status >= 500) {
            answer(routing, ProblemMappers.unexpectedProblem(routing.failure()));
        } else {
            answer(routing, ProblemCode.ofStatus(status));
        }
    }

    private void answer(RoutingContext routing, ProblemCode code) {
        answer(routing, Problem.of(code, code.title()));
    }

    private void answer(RoutingContext routing, Problem problem) {
        if (routing.response().ended() || routing.response().headWritten()) {
            return;
        }
        routing.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(bytes(problem)))
                .onFailure(gone -> routing.request().connection().close());
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return "{\"status\":500}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
