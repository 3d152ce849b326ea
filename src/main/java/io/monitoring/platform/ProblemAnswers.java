package io.monitoring.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Problem documents as answers below JAX-RS. */
@ApplicationScoped
public class ProblemAnswers {

    /** What is left of a request that is refused is read to its end up to here; beyond, the connection is cheaper. */
    private static final long READ_TO_THE_END = 64 * 1024;

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
                .end(Buffer.buffer(bytes(problem)))
                .onFailure(gone -> routing.request().connection().close());
    }

    /** Answers a request whose body has not been read. */
    public void refuse(RoutingContext routing, ProblemException refusal) {
        HttpServerRequest request = routing.request();
        refusal.headers().forEach(routing.response()::putHeader);
        if (RequestBody.isAnnounced(request)) {
            if (RequestBody.length(request) <= READ_TO_THE_END && !RequestBody.isOfUnknownLength(request)) {
                request.resume();
            } else {
                routing.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
        }
        answer(routing, refusal.problem());
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return "{\"status\":500}".getBytes(StandardCharsets.UTF_8);
        }
    }
}
