package io.monitoring.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problem documents for what Quarkus answers below JAX-RS: bodies over the limit, unknown routes, failed handlers. */
@ApplicationScoped
class ProblemRoutes {

    private final ProblemAnswers answers;
    private final long bodyLimit;

    ProblemRoutes(ProblemAnswers answers, HttpLimits limits) {
        this.answers = answers;
        this.bodyLimit = limits.body();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::refuseOversized, FilterOrder.DECLARED_LENGTH);
    }

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        router.route().order(Integer.MAX_VALUE).handler(routing -> answer(routing, ProblemCode.NOT_FOUND));
    }

    private void refuseOversized(RoutingContext routing) {
        if (RequestBody.length(routing.request()) <= bodyLimit) {
            routing.next();
            return;
        }
        answers.refuse(routing, new ProblemException(ProblemCode.TOO_LARGE, HttpLimits.tooLarge(bodyLimit)));
    }

    private void failed(RoutingContext routing) {
        int status = routing.statusCode();
        if (status < 400 || status >= 500) {
            answers.answer(routing, ProblemMappers.unexpectedProblem(routing.failure()));
        } else {
            answer(routing, ProblemCode.ofStatus(status));
        }
    }

    private void answer(RoutingContext routing, ProblemCode code) {
        answers.answer(routing, Problem.of(code, code.title()));
    }
}
