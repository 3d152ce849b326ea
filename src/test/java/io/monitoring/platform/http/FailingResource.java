package io.monitoring.platform.http;

import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Fails in every way that there is a problem document for. */
@Path("/test-problems")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FailingResource {

    public record Body(String serviceName, double value, List<Body> inner, Instant at, Duration openTime) {}

    public static final class Unwritable {
        public String getBroken() {
            throw new IllegalStateException("secret detail");
        }
    }

    @GET
    @Path("/limits")
    @KnownQueryParametersOnly(prefixes = "label.")
    public Body limits(
            @QueryParam("limit") @Max(10) Integer pageSize,
            @QueryParam("service") @Pattern(regexp = "[a-z]+", message = "is a word") String service) {
        return new Body(service, pageSize == null ? 0 : pageSize, List.of(), Instant.EPOCH, Duration.ofMinutes(1));
    }

    @POST
    @Path("/body")
    public Body body(Body body) {
        return body;
    }

    @POST
    @Path("/body-on-the-event-loop")
    public Uni<Body> bodyOnTheEventLoop(Body body) {
        return Uni.createFrom().item(body);
    }

    @GET
    @Path("/unavailable")
    public Body unavailable() {
        throw new DependencyException.Unavailable("dynamodb", "dynamodb is away", Duration.ofMillis(1500), null);
    }

    @GET
    @Path("/unknown-outcome")
    public Body unknownOutcome() {
        throw new DependencyException.OutcomeUnknown("dynamodb", "no answer", Duration.ofSeconds(1), null);
    }

    @GET
    @Path("/bug")
    public Body bug() {
        throw new IllegalStateException("secret detail");
    }

    @GET
    @Path("/unwritable")
    public Unwritable unwritable() {
        return new Unwritable();
    }

    @GET
    @Path("/problem")
    public Body problem() {
        throw ProblemException.invalid("from", "is after to");
    }
}
