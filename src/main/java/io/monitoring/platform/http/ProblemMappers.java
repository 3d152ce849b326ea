package io.monitoring.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.monitoring.platform.guard.DependencyException;
import io.monitoring.platform.guard.DependencyException.OutcomeUnknown;
import io.monitoring.platform.guard.DependencyException.Unavailable;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource becomes a problem document here. {@link ProblemRoutes} has what never gets to one. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    RestResponse<Problem> problem(ProblemException exception) {
        var answer = answer(exception.problem());
        exception.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> dependency(DependencyException exception) {
        var problem =
                switch (exception) {
                    case Unavailable unavailable -> Problem.of(ProblemCode.UNAVAILABLE, unavailable.getMessage());
                    case OutcomeUnknown unknown ->
                        Problem.of(
                                ProblemCode.OUTCOME_UNKNOWN,
                                unknown.getMessage() + "; trying again with the same Idempotency-Key is safe");
                };
        return answer(problem)
                .header(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(exception.retryAfter()))
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> violations(ConstraintViolationException exception, ResourceInfo endpoint) {
        if (Violations.ofOurAnswer(exception)) {
            return unexpected(exception);
        }
        List<FieldError> errors = Violations.fields(exception, endpoint.getResourceMethod());
        FieldError first = errors.getFirst();
        return answer(Problem.of(ProblemCode.INVALID, first.field() + ": " + first.detail(), errors))
                .build();
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    RestResponse<Problem> json(JsonProcessingException exception) {
        return JsonMistakes.ofOurAnswer(exception)
                ? unexpected(exception)
                : answer(JsonMistakes.problem(exception)).build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> framework(WebApplicationException exception, ResourceInfo endpoint, UriInfo uri) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        // JAX-RS has it that a parameter which cannot be converted is a 404; to a client it is a bad request.
        if (exception instanceof NotFoundException && exception.getCause() != null) {
            return answer(unreadableParameter(EndpointParameters.notNumbers(endpoint.getResourceMethod(), uri)))
                    .build();
        }
        Response response = exception.getResponse();
        ProblemCode code = ProblemCode.ofStatus(response.getStatus());
        if (code == ProblemCode.INTERNAL) {
            return unexpected(exception);
        }
        var answer = answer(Problem.of(code, code.title()));
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    private static Problem unreadableParameter(List<String> names) {
        if (names.isEmpty()) {
            return Problem.of(ProblemCode.MALFORMED, "a parameter cannot be read");
        }
        String detail = "must be a whole number";
        List<FieldError> errors =
                names.stream().map(name -> new FieldError(name, detail)).toList();
        return Problem.of(ProblemCode.INVALID, names.getFirst() + ": " + detail, errors);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable exception) {
        return answer(unexpectedProblem(exception)).build();
    }

    /** Says nothing but an id, by which the log has the rest. */
    static Problem unexpectedProblem(Throwable exception) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(exception, "unexpected_error id=%s", id);
        return Problem.of(ProblemCode.INTERNAL, "an unexpected error; its id is " + id);
    }

    private static ResponseBuilder<Problem> answer(Problem problem) {
        return ResponseBuilder.<Problem>create(problem.status()).entity(problem).type(Problem.MEDIA_TYPE);
    }
}
