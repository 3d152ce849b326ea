package io.monitoring.ingest;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Points in. */
@Path("/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metrics")
public class MetricsResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final MetricsIngest ingest;
    private final Callers callers;

    MetricsResource(MetricsIngest ingest, Callers callers) {
        this.ingest = ingest;
        this.callers = callers;
    }

    @POST
    @Needs(Scope.WRITE)
    @Consumes(MediaType.WILDCARD)
    @KnownQueryParametersOnly
    @Operation(summary = "Stores points: one, an array, {\"metrics\":[]}, {\"series\":[]} or NDJSON; gzip is accepted")
    @APIResponse(responseCode = "201", description = "All points are stored and in the next read")
    @APIResponse(responseCode = "202", description = "All points are safe, some of them in the queue only")
    @APIResponse(responseCode = "207", description = "Some points are stored; why the others are not")
    @APIResponse(responseCode = "400", description = "No point is valid; which field is wrong")
    @APIResponse(responseCode = "401", description = "No API key, or one that is not known, where keys are required")
    @APIResponse(responseCode = "403", description = "The key may not write, or not for any of the services")
    @APIResponse(responseCode = "408", description = "The body did not arrive in time")
    @APIResponse(responseCode = "413", description = "Too large, or too many points")
    @APIResponse(responseCode = "415", description = "Neither JSON nor NDJSON, or an encoding other than gzip")
    @APIResponse(responseCode = "422", description = "The idempotency key has been used for another body")
    @APIResponse(responseCode = "429", description = "Too many requests of this client; Retry-After says when")
    @APIResponse(responseCode = "503", description = "Nothing was stored; Retry-After says when to try again")
    @APIResponse(responseCode = "504", description = "Stored at most once; safe to repeat with the same key")
    public Uni<RestResponse<Object>> post(
            @HeaderParam("Content-Type") String contentType,
            @HeaderParam(IDEMPOTENCY_KEY)
                    @Pattern(regexp = "[\\x21-\\x7e]{1,255}", message = "must be 1 to 255 visible ASCII characters")
                    String idempotencyKey,
            @Context HttpHeaders headers,
            byte[] body) {
        requireKeyNotEmpty(headers);
        return ingest.ingest(body, contentType, Optional.ofNullable(idempotencyKey), callers.current())
                .map(MetricsResource::response);
    }

    /** JAX-RS takes an empty header for none: then points would be stored as often as they are sent. */
    private static void requireKeyNotEmpty(HttpHeaders headers) {
        List<String> keys = headers.getRequestHeader(IDEMPOTENCY_KEY);
        if (keys != null && keys.contains("")) {
            throw ProblemException.invalid(IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
        }
    }

    private static RestResponse<Object> response(IngestAnswer answer) {
        return RestResponse.ResponseBuilder.<Object>create(answer.httpStatus())
                .entity(answer)
                .build();
    }
}
