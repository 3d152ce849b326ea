package io.monitoring.advisor.engine;

import io.monitoring.advisor.document.Exhibit;
import io.monitoring.advisor.document.Extras;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Insight;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.document.Findings.Unusual;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An analysis while it is being written. */
public final class Draft {

    static final String LOCAL = "local";

    private final Ledger ledger = new Ledger();
    private final List<Recommendation> recommendations = new ArrayList<>();
    private final Set<String> recommended = new LinkedHashSet<>();
    private final List<Insight> insights = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<Unusual> anomalies = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private Level risk = Level.LOW;
    private Extras extras = new Extras.None();

    Ledger ledger() {
        return ledger;
    }

    /** The next in urgency; what was recommended before is not repeated. */
    void recommend(RunbookStep step, String action, String reason, List<String> evidence) {
        if (recommended.add(action)) {
            recommendations.add(new Recommendation(
                    recommendations.size() + 1,
                    action,
                    reason,
                    step == null ? null : step.runbook(),
                    step == null ? null : step.step(),
                    evidence,
                    LOCAL));
        }
    }

    void insight(String text, List<String> evidence) {
        insights.add(new Insight(text, evidence, LOCAL));
    }

    void issue(Issue issue) {
        issues.add(issue);
        risk = risk.or(issue.severity());
    }

    void cause(Cause cause) {
        causes.add(cause);
    }

    void anomaly(Unusual anomaly) {
        anomalies.add(anomaly);
    }

    /** Something that is not reported; {@code send} is the point that would have helped. */
    void missing(String what, String why, String send) {
        var gap = new Missing(what, why, send);
        if (!missing.contains(gap)) {
            missing.add(gap);
        }
    }

    void extras(Extras more) {
        extras = more;
    }

    public List<Recommendation> recommendations() {
        return recommendations;
    }

    public List<Insight> insights() {
        return insights;
    }

    public List<Issue> issues() {
        return issues;
    }

    public List<Cause> causes() {
        return causes;
    }

    public List<Unusual> anomalies() {
        return anomalies;
    }

    public List<Exhibit> exhibits() {
        return ledger.exhibits();
    }

    public List<Missing> missing() {
        return missing;
    }

    public Level risk() {
        return risk;
    }

    public Extras extras() {
        return extras;
    }
}
