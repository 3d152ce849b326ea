package io.monitoring.runbooks;

import io.monitoring.platform.auth.OpenToAll;
import io.monitoring.platform.http.FieldError;
import io.monitoring.platform.http.KnownQueryParametersOnly;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import io.monitoring.runbooks.book.Parameter;
import io.monitoring.runbooks.book.Runbook;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The runbooks, from memory. Open, as they are in the repository: who is in trouble may not have a key at hand. */
@Path("/runbooks")
@OpenToAll
@NonBlocking
@Tag(name = "Runbooks")
public class RunbooksResource {

    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final Runbooks runbooks;

    RunbooksResource(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    /** By how bad it is. */
    public record RunbookList(List<Entry> runbooks, int count) {}

    /** A runbook without its steps; {@code symptoms} are what to choose it by. */
    public record Entry(
            String id,
            String title,
            String severity,
            String sev,
            List<String> symptoms,
            List<String> alerts,
            List<String> services,
            List<String> steps) {

        static Entry of(Runbook runbook) {
            return new Entry(
                    runbook.id(),
                    runbook.title(),
                    runbook.severity().name(),
                    runbook.severity().sev(),
                    runbook.symptoms(),
                    runbook.alerts(),
                    runbook.services(),
                    runbook.steps().map(step -> step.name()).toList());
        }
    }

    @GET
    @KnownQueryParametersOnly
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The runbooks, worst first")
    @APIResponse(responseCode = "200", description = "What each is about, and the names of its steps")
    public RunbookList list() {
        List<Entry> entries = runbooks.all().stream().map(Entry::of).toList();
        return new RunbookList(entries, entries.size());
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A runbook with its steps, as JSON or as Markdown",
            description = "Query parameters are the runbook's own (`params`), such as `ENVIRONMENT=prod`; "
                    + "their values stand in the commands then")
    @APIResponse(responseCode = "200", description = "The runbook")
    @APIResponse(responseCode = "400", description = "It has no such parameter, or the value is no plain token")
    @APIResponse(responseCode = "404", description = "There is no runbook of that id")
    public RunbookDocument document(@PathParam("id") String id, @Context UriInfo request) {
        Runbook runbook = named(id);
        Map<String, String> values = values(runbook, request);
        return RunbookDocument.of(runbook.filled(values), values);
    }

    @GET
    @Path("/{id}")
    @Produces(MARKDOWN)
    @Operation(hidden = true)
    public String markdown(@PathParam("id") String id, @Context UriInfo request) {
        Runbook runbook = named(id);
        return runbook.filled(values(runbook, request)).text();
    }

    private Runbook named(String id) {
        return runbooks.named(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "there is no runbook " + id));
    }

    private static Map<String, String> values(Runbook runbook, UriInfo request) {
        var values = new LinkedHashMap<String, String>();
        request.getQueryParameters().forEach((name, given) -> {
            if (runbook.parameter(name).isEmpty()) {
                String detail = "is not a parameter of this runbook";
                throw new ProblemException(
                        ProblemCode.UNKNOWN_PARAMETER, name + ": " + detail, List.of(new FieldError(name, detail)));
            }
            if (given.size() != 1) {
                throw ProblemException.invalid(name, "is repeated");
            }
            if (!Parameter.accepts(given.getFirst())) {
                throw ProblemException.invalid(
                        name, "must be 1 to 256 of A-Z a-z 0-9 _ . : / @ + = , - and begin with a letter or a digit");
            }
            values.put(name, given.getFirst());
        });
        return values;
    }
}
