package io.monitoring.advisor.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.monitoring.advisor.document.Findings.Cause;
import io.monitoring.advisor.document.Findings.Insight;
import io.monitoring.advisor.document.Findings.Issue;
import io.monitoring.advisor.document.Findings.Level;
import io.monitoring.advisor.document.Findings.Missing;
import io.monitoring.advisor.document.Findings.Recommendation;
import io.monitoring.advisor.document.Findings.Unusual;
import java.time.Instant;
import java.util.List;

/**
 * The answer to an analysis. For the same request over the same data it is the same, but for id and times.
 *
 * @param id by which {@code GET /analyses/{id}} has it; null where it could not be kept
 * @param summary the most important of it, in a sentence
 * @param rootCauses most likely first; empty where nothing changed that could be one
 * @param engine {@code local}, or {@code local+bedrock} where the model's answer is in it
 * @param degraded whether something could not be looked at; {@code missing} says what
 * @param similar past analyses that looked alike
 * @param extras what only this type of analysis has, at the top level
 */
public record AnalysisDocument(
        String id,
        Instant timestamp,
        String analysisType,
        Exhibit.Window window,
        String summary,
        Level riskLevel,
        List<Recommendation> recommendations,
        List<Insight> insights,
        List<Issue> issues,
        List<Cause> rootCauses,
        List<Unusual> anomalies,
        List<Exhibit> evidence,
        String engine,
        boolean degraded,
        List<Missing> missing,
        SecondVoice bedrock,
        List<SimilarAnalysis> similar,
        @JsonUnwrapped Extras extras) {

    /**
     * What came of asking the model.
     *
     * @param status {@code not_configured}, {@code used}, {@code dropped}, {@code unavailable}, {@code too_late},
     *     {@code over_budget} or {@code refused}
     * @param reason why it is not {@code used}
     * @param costUsd null without configured prices
     * @param disagreements where the model sees it otherwise than the local engine, with the evidence for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SecondVoice(
            String status,
            String reason,
            String model,
            Long inputTokens,
            Long outputTokens,
            Double costUsd,
            List<Insight> disagreements) {

        public static SecondVoice silent(String status, String reason, String model) {
            return new SecondVoice(status, reason, model, null, null, null, null);
        }
    }

    /** @param similarity from 0 to 1 */
    public record SimilarAnalysis(
            String id,
            Instant timestamp,
            double similarity,
            String summary,
            List<String> rootCauses,
            List<String> recommended) {}
}
