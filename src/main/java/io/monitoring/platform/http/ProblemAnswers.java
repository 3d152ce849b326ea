package io.monitoring.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Problem documents as answers below JAX-RS. */
@ApplicationScoped
public class ProblemAnswers {

    /** What is left of a request that is refused is read to its end up to here; beyond, the connection is cheaper. */
    public static final long READ_TO_THE_END = 64 * 1024;

    /** How long a connection that is about to be closed is still read. */
    public static final Duration LINGER = Duration.ofMillis(500);

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    public void answer(RoutingContext routing, Problem problem) {
        if (routing.response().ended() || routing.response().headWritten()) {
            return;
        }
        routing.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Buffer.buffer(document(problem)))
                .onFailure(gone -> routing.request().connection().close());
    }

    /** Answers a request whose body has not been read. */
    public void refuse(RoutingContext routing, ProblemException refusal) {
        HttpServerRequest request = routing.request();
        if (RequestBody.isOfUnknownLength(request) || RequestBody.length(request) > READ_TO_THE_END) {
            refuseAndClose(routing, refusal);
            return;
        }
        refusal.headers().forEach(routing.response()::putHeader);
        answer(routing, refusal.problem());
        request.resume();
    }

    /**
     * Answers a request whose body is not to be read any further, so that nothing else can follow on its connection. That
     * is kept for a moment, and what comes is thrown away: closed at once, it would be reset, and the client might never
     * see the answer.
     */
    public void refuseAndClose(RoutingContext routing, ProblemException refusal) {
        HttpServerRequest request = routing.request();
        refusal.headers().forEach(routing.response()::putHeader);
        routing.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer(routing, refusal.problem());
        request.resume();
        routing.vertx().setTimer(LINGER.toMillis(), over -> request.connection().close());
    }

    /** As JSON. */
    public byte[] document(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return "{\"status\":500}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
