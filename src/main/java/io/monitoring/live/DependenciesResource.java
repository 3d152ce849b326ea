package io.monitoring.live;

import io.monitoring.platform.auth.Callers;
import io.monitoring.platform.auth.Needs;
import io.monitoring.platform.auth.Scope;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.series.SeriesKey;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who calls whom. */
@Path("/services")
@Produces(MediaType.APPLICATION_JSON)
@KnownQueryParametersOnly
@Tag(name = "Services")
public class DependenciesResource {

    private final DependencyStore dependencies;
    private final ServiceGraph graph;
    private final Callers callers;

    DependenciesResource(DependencyStore dependencies, ServiceGraph graph, Callers callers) {
        this.dependencies = dependencies;
        this.graph = graph;
        this.callers = callers;
    }

    /** @param calls names of the services that are called; empty for none */
    public record Calls(
            @NotNull(message = "is required") @Size(max = 200, message = "must have at most 200 names")
            List<
                            @NotNull(message = "must be the name of a service")
                            @Pattern(regexp = SeriesKey.NAME, message = "must be the name of a service") String>
                    calls) {}

    /** What is declared of a service now. */
    public record Declared(String serviceName, List<String> calls) {}

    @GET
    @Path("/graph")
    @Needs(Scope.READ)
    @Operation(summary = "The services that the key may read, how they are, and who calls whom")
    @APIResponse(responseCode = "200", description = "Nodes and edges by name")
    public Uni<ServiceGraph.Document> graph() {
        return graph.read(callers.current()::covers);
    }

    @PUT
    @Path("/{name: .+}/dependencies")
    @Needs(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Declares which services a service calls, in place of what was declared before")
    @APIResponse(responseCode = "200", description = "What is declared now; what labels say stays beside it")
    @APIResponse(responseCode = "400", description = "A name is wrong, or the body is")
    @APIResponse(responseCode = "403", description = "The key may not write, or not for this service")
    public Uni<Declared> declare(
            @PathParam("name") @Pattern(regexp = SeriesKey.NAME, message = "is not the name of a service") String name,
            @Valid @NotNull(message = "a JSON object is required") Calls body) {
        callers.current().requireCovered(name);
        List<String> calls = body.calls().stream().distinct().sorted().toList();
        if (calls.contains(name)) {
            throw ProblemException.invalid("calls", "must not name the service itself");
        }
        return dependencies.declare(name, calls).replaceWith(() -> new Declared(name, calls));
    }
}
