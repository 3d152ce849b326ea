package io.monitoring.devstack;

import io.monitoring.platform.auth.OpenToAll;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes the embedded DynamoDB or SQS away and brings it back, to practise a runbook on. In dev mode only. */
@Path("/dev/outage/{dependency}")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll
@IfBuildProfile("dev")
public class OutageResource {

    private final DevStack stack;

    OutageResource(DevStack stack) {
        this.stack = stack;
    }

    /** Whether the dependency answers now. */
    public record State(String dependency, boolean running) {}

    @POST
    @Operation(hidden = true)
    public State begin(@PathParam("dependency") String dependency) {
        switch (dependency) {
            case "dynamodb" -> stack.dynamo().stop();
            case "sqs" -> stack.queue().stop();
            default -> throw unknown(dependency);
        }
        return new State(dependency, false);
    }

    @DELETE
    @Operation(hidden = true)
    public State end(@PathParam("dependency") String dependency) {
        switch (dependency) {
            case "dynamodb" -> stack.dynamo().start();
            case "sqs" -> stack.queue().start();
            default -> throw unknown(dependency);
        }
        return new State(dependency, true);
    }

    private static ProblemException unknown(String dependency) {
        return new ProblemException(ProblemCode.NOT_FOUND, "dynamodb and sqs can be taken away, not " + dependency);
    }
}
