package io.monitoring.advisor;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.advisor.archive.AnalysisId;
import io.monitoring.advisor.bedrock.Opinion;
import io.monitoring.advisor.bedrock.SecondOpinion;
import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.engine.Draft;
import io.monitoring.advisor.engine.LocalEngine;
import io.monitoring.advisor.evidence.AdvisorConfig;
import io.monitoring.advisor.evidence.EvidenceGatherer;
import io.monitoring.advisor.evidence.EvidenceScope;
import io.monitoring.advisor.evidence.GatheredEvidence;
import io.monitoring.advisor.evidence.OwnUsage;
import io.monitoring.advisor.request.AnalysisCall;
import io.monitoring.advisor.request.AnalysisCalls;
import io.monitoring.analysis.slo.Objective;
import io.monitoring.platform.auth.Caller;
import io.monitoring.platform.aws.BedrockConfig;
import io.monitoring.platform.config.InternalConfig;
import io.monitoring.platform.guard.RecoverySetting;
import io.monitoring.platform.http.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One analysis from its payload to its document: gathers evidence, has the local engine judge it, hears the second voice,
 * keeps what came of it.
 */
@ApplicationScoped
public class Advisor {

    /** What the burn rates of {@link io.monitoring.analysis.slo.BurnAlert} are of. */
    private static final Duration BUDGET_PERIOD = Duration.ofDays(30);

    /** How long evidence is gathered; what has not come by then is listed as missing. An answer is due within 3 s. */
    private static final Duration EVIDENCE_BUDGET = Duration.ofSeconds(2);

    private static final Duration LEAST = Duration.ofMillis(50);
    private static final Duration WITHIN = Duration.ofMillis(600);
    private static final Duration KEEPING = Duration.ofMillis(300);

    private final EvidenceGatherer gatherer;
    private final OwnUsage usage;
    private final SecondOpinion secondOpinion;
    private final Precedents precedents;
    private final AutoApply autoApply;
    private final RecoverySetting recovery;
    private final AdvisorConfig config;
    private final Duration budget;
    private final BedrockConfig bedrock;
    private final Clock clock;

    Advisor(
            EvidenceGatherer gatherer,
            OwnUsage usage,
            SecondOpinion secondOpinion,
            Precedents precedents,
            AutoApply autoApply,
            RecoverySetting recovery,
            AdvisorConfig config,
            InternalConfig internal,
            BedrockConfig bedrock,
            Clock clock) {
        this.gatherer = gatherer;
        this.usage = usage;
        this.secondOpinion = secondOpinion;
        this.precedents = precedents;
        this.autoApply = autoApply;
        this.recovery = recovery;
        this.config = config;
        this.budget = internal.evidenceBudget().orElse(EVIDENCE_BUDGET);
        this.bedrock = bedrock;
        this.clock = clock;
    }

    /**
     * Fails with a {@link ProblemException}, 400, when the payload is wrong, and 403 when it wants something applied that
     * this caller may not apply. Whatever is away, there is a document.
     */
    public Uni<AnalysisDocument> analyse(JsonNode payload, Caller caller) {
        return Uni.createFrom().deferred(() -> {
            Instant now = clock.instant();
            long begun = System.nanoTime();
            AnalysisCall call = AnalysisCalls.parse(payload, now);
            call.service().ifPresent(caller::requireCovered);
            autoApply.requireAllowed(call.request(), caller);
            return gather(Scopes.of(call, caller), begun)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .chain(evidence -> concluded(local(call, evidence, now), call, evidence, caller, begun));
        });
    }

    /** With what was applied, what the model says, and what it resembles. */
    private Uni<AnalysisDocument> concluded(
            AnalysisDocument local, AnalysisCall call, GatheredEvidence evidence, Caller caller, long begun) {
        return secondVoice(autoApply.apply(call.request(), local, caller), begun)
                .chain(document -> precedents.compareAndKeep(document, evidence.readings(), caller, deadline(begun)));
    }

    private Uni<GatheredEvidence> gather(List<EvidenceScope> scopes, long begun) {
        Duration left = budget.minusNanos(System.nanoTime() - begun);
        Duration within = left.compareTo(LEAST) < 0 ? LEAST : left;
        return gatherer.gather(scopes.getFirst(), within).chain(evidence -> {
            List<EvidenceScope> finer = Scopes.worthTrying(scopes.subList(1, scopes.size()), evidence);
            return finer.isEmpty() ? Uni.createFrom().item(evidence) : gather(finer, begun);
        });
    }

    private AnalysisDocument local(AnalysisCall call, GatheredEvidence evidence, Instant now) {
        Draft draft = LocalEngine.analyse(
                call, evidence, usage.usage(), recovery.current(), new Objective(config.availability(), BUDGET_PERIOD));
        return AnalysisDocuments.local(AnalysisId.next(now), now, call, evidence, draft);
    }

    /** Within a second of the budget; with a model that is given more time, soon after that. */
    private long deadline(long begun) {
        Duration local = budget.plus(WITHIN);
        Duration heard = bedrock.modelId().isPresent() ? bedrock.patience().plus(KEEPING) : local;
        return begun + (heard.compareTo(local) > 0 ? heard : local).toNanos();
    }

    private Uni<AnalysisDocument> secondVoice(AnalysisDocument document, long begun) {
        Uni<Opinion> opinion = secondOpinion.on(document, Duration.ofNanos(System.nanoTime() - begun));
        return opinion.map(heard -> AnalysisDocuments.with(document, heard));
    }
}
