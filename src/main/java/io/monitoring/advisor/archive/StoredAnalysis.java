package io.monitoring.advisor.archive;

import java.time.Instant;
import java.util.List;

/**
 * What the list knows of an analysis.
 *
 * @param end end of the time that it looked at
 * @param recommended what was recommended then, most urgent first
 */
public record StoredAnalysis(
        String id,
        Instant timestamp,
        String analysisType,
        String riskLevel,
        String summary,
        Instant end,
        List<String> recommended,
        Fingerprint fingerprint) {}
