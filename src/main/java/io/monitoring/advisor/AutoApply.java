package io.monitoring.advisor;

import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.Extras.Applied;
import io.monitoring.advisor.document.Extras.Safe;
import io.monitoring.advisor.document.Extras.SafeOptimization;
import io.monitoring.advisor.request.AnalysisRequest;
import io.monitoring.advisor.request.AnalysisRequest.PerformanceOptimization;
import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.guard.RecoverySetting;
import io.monitoring.platform.http.ProblemCode;
import io.monitoring.platform.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Applies what an analysis found to be safe, where it is on the list: {@link RecoverySetting}, within its bounds, on this
 * instance. Everything else is refused and said so. One line of the audit log for each change and each undoing.
 */
@ApplicationScoped
class AutoApply {

    static final String UNDO = "POST /admin/applied/undo";

    private static final Logger AUDIT = Logger.getLogger("audit");

    private final RecoverySetting recovery;

    AutoApply(RecoverySetting recovery) {
        this.recovery = recovery;
    }

    /** @throws ProblemException 403, when something is to be applied for somebody who is no admin */
    void requireAllowed(AnalysisRequest request, Caller caller) {
        if (wantsIt(request) && !caller.isAdmin()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "auto_apply: only an admin may have something applied");
        }
    }

    AnalysisDocument apply(AnalysisRequest request, AnalysisDocument document, Caller caller) {
        if (!wantsIt(request) || !(document.extras() instanceof Safe safe)) {
            return document;
        }
        List<Applied> applied = new ArrayList<>();
        for (SafeOptimization one : safe.safeOptimizations()) {
            applied.add(one.applicable() ? applied(one, caller) : refused(one));
        }
        if (applied.isEmpty()) {
            applied.add(new Applied(
                    RecoverySetting.NAME,
                    recovery.current().toString(),
                    null,
                    "nothing_to_do",
                    "no breaker gave a reason for another value in this time",
                    null,
                    null));
        }
        return AnalysisDocuments.with(document, new Safe(safe.safeOptimizations(), applied));
    }

    private Applied applied(SafeOptimization one, Caller caller) {
        Duration value = Duration.parse(one.to());
        recovery.apply(value, caller.name());
        AUDIT.infof(
                "who=%s what=\"apply %s\" from=%s to=%s outcome=applied",
                caller.name(), one.setting(), one.from(), one.to());
        return new Applied(
                one.setting(),
                one.from(),
                one.to(),
                "applied",
                "on this instance, until it stops",
                UNDO,
                caller.name());
    }

    private static Applied refused(SafeOptimization one) {
        String why = one.setting() == null
                ? "is not in this service's hands: " + one.action()
                : one.to() + " is outside of its bounds, " + RecoverySetting.LEAST + " to " + RecoverySetting.MOST;
        return new Applied(one.setting(), one.from(), one.to(), "refused", why, null, null);
    }

    private static boolean wantsIt(AnalysisRequest request) {
        return request instanceof PerformanceOptimization optimization && optimization.autoApply();
    }
}
