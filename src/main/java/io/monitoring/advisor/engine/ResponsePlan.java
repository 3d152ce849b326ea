package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Extras.NextStep;
import io.monitoring.advisor.document.Extras.Response;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.request.AnalysisRequest.IncidentResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The runbook for an incident, and its steps in the order in which the findings make them urgent. */
final class ResponsePlan {

    private static final String OUTAGE = "system-outage";
    private static final String OUTAGE_CONTEXT = "system_outage";

    private ResponsePlan() {}

    static Response of(IncidentResponse request, Draft draft) {
        List<NextStep> steps = new ArrayList<>();
        for (Recommendation one : draft.recommendations()) {
            if (one.runbook() != null) {
                steps.add(new NextStep(steps.size() + 1, one.runbook(), one.step(), one.action(), one.evidence()));
            }
        }
        boolean outage = request.context().filter(OUTAGE_CONTEXT::equals).isPresent();
        if (outage && steps.stream().noneMatch(step -> step.runbook().equals(OUTAGE))) {
            steps.addFirst(new NextStep(
                    1,
                    OUTAGE,
                    RunbookStep.ASSESS.step(),
                    "Assess from outside what nothing in here shows; " + RunbookStep.ASSESS.words(),
                    List.of()));
        }
        String runbook = outage
                ? OUTAGE
                : draft.recommendations().stream()
                        .map(Recommendation::runbook)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return new Response(runbook, numbered(steps));
    }

    private static List<NextStep> numbered(List<NextStep> steps) {
        List<NextStep> numbered = new ArrayList<>();
        for (NextStep step : steps) {
            numbered.add(
                    new NextStep(numbered.size() + 1, step.runbook(), step.step(), step.action(), step.evidence()));
        }
        return numbered;
    }
}
