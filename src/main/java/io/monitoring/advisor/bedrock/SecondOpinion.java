package io.monitoring.advisor.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.monitoring.advisor.bedrock.ReportTool.Report;
import io.monitoring.advisor.bedrock.ReportTool.Unusable;
import io.monitoring.advisor.document.AnalysisDocument;
import io.monitoring.advisor.document.AnalysisDocument.SecondVoice;
import io.monitoring.advisor.document.Exhibit;
import io.monitoring.platform.aws.BedrockConfig;
import io.monitoring.platform.aws.BedrockGateway;
import io.monitoring.platform.aws.ModelAnswer;
import io.monitoring.platform.guard.DependencyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks the model for its opinion on an analysis. Never fails, and never takes longer than it is given. */
@ApplicationScoped
public class SecondOpinion {

    private static final Logger LOG = Logger.getLogger(SecondOpinion.class);
    private static final double MILLION = 1e6;

    /** In less time no model answers: the call would only cost. */
    private static final Duration TOO_SHORT = Duration.ofMillis(200);

    private final BedrockConfig config;
    private final BedrockGateway bedrock;
    private final Briefing briefing;
    private final TokenBudget budget;

    SecondOpinion(BedrockConfig config, BedrockGateway bedrock, Briefing briefing, TokenBudget budget) {
        this.config = config;
        this.bedrock = bedrock;
        this.briefing = briefing;
        this.budget = budget;
    }

    /** @param elapsed since the analysis was asked for */
    public Uni<Opinion> on(AnalysisDocument document, Duration elapsed) {
        return Uni.createFrom().deferred(() -> {
            if (config.modelId().isEmpty()) {
                return silent("not_configured", "no model id is configured: monitoring.bedrock.model-id");
            }
            if (document.evidence().isEmpty()) {
                return silent("skipped", "there is no evidence to have an opinion on");
            }
            Duration left = config.patience().minus(elapsed);
            if (left.compareTo(TOO_SHORT) < 0) {
                return silent("too_late", "no time was left to ask it");
            }
            Briefing.Prepared prepared = briefing.prepare(document);
            if (!budget.take(prepared.tokensAtMost())) {
                return silent("over_budget", "the calls or tokens of this hour are used up");
            }
            return ask(document, prepared, left);
        });
    }

    private Uni<Opinion> ask(AnalysisDocument document, Briefing.Prepared prepared, Duration left) {
        return bedrock.ask(prepared.request())
                .invoke(answer ->
                        budget.settle(prepared.tokensAtMost(), answer.tokens().total()))
                .map(answer -> opinion(answer, document))
                .ifNoItem()
                .after(left)
                .recoverWithUni(() -> silent("too_late", "it did not answer in time"))
                .onFailure()
                .recoverWithItem(this::failed);
    }

    private Opinion failed(Throwable failure) {
        if (failure instanceof DependencyException away) {
            return none("unavailable", away.getMessage());
        }
        LOG.warnf("bedrock refused a request: %s", failure.getMessage());
        return none("refused", "Bedrock did not accept the request; the log says why");
    }

    private Opinion opinion(ModelAnswer answer, AnalysisDocument document) {
        Set<String> known = document.evidence().stream().map(Exhibit::id).collect(Collectors.toSet());
        try {
            Report report = ReportTool.read(
                    toolInput(answer), known, document.recommendations().size() + 1);
            return new Opinion(
                    voice("used", null, answer.tokens(), report), report.summary(), report.recommendations());
        } catch (Unusable unusable) {
            return Opinion.none(voice("dropped", unusable.getMessage(), answer.tokens(), null));
        }
    }

    private static JsonNode toolInput(ModelAnswer answer) {
        return answer.toolCalls().stream()
                .filter(call -> ReportTool.NAME.equals(call.tool()))
                .map(ModelAnswer.ToolCall::input)
                .findFirst()
                .orElseThrow(
                        () -> new Unusable("it does not call the tool (stop reason: " + answer.stopReason() + ")"));
    }

    private SecondVoice voice(String status, String reason, ModelAnswer.Tokens tokens, Report report) {
        return new SecondVoice(
                status,
                reason,
                config.modelId().orElseThrow(),
                tokens.input(),
                tokens.output(),
                cost(tokens.input(), tokens.output()),
                report == null ? null : report.disagreements());
    }

    /** Dollars; null where the prices are not configured, for they depend on model and region. */
    private Double cost(long input, long output) {
        return config.inputDollarsPerMillion().isPresent()
                        && config.outputDollarsPerMillion().isPresent()
                ? (input * config.inputDollarsPerMillion().getAsDouble()
                                + output * config.outputDollarsPerMillion().getAsDouble())
                        / MILLION
                : null;
    }

    private Uni<Opinion> silent(String status, String reason) {
        return Uni.createFrom().item(none(status, reason));
    }

    private Opinion none(String status, String reason) {
        return Opinion.none(SecondVoice.silent(status, reason, config.modelId().orElse(null)));
    }
}
