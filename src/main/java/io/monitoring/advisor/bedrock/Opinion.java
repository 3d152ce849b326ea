package io.monitoring.advisor.bedrock;

import io.monitoring.advisor.document.AnalysisDocument.SecondVoice;
import io.monitoring.advisor.document.Findings.Recommendation;
import java.util.List;

/** What the model said, as far as it may be used, and what came of asking it. */
public record Opinion(SecondVoice voice, String summary, List<Recommendation> recommendations) {

    static Opinion none(SecondVoice voice) {
        return new Opinion(voice, null, List.of());
    }

    public boolean isUsed() {
        return voice.status().equals("used");
    }

    /** Whether there should have been an answer, and is none. */
    public boolean isMissing() {
        return !isUsed()
                && !voice.status().equals("not_configured")
                && !voice.status().equals("skipped");
    }
}
