package io.monitoring.advisor.request;

import java.util.Optional;

/**
 * A request, and what all requests may say.
 *
 * @param window the time that is asked about
 * @param service only this service and what it calls; without it, all
 */
public record AnalysisCall(AnalysisRequest request, Period window, Optional<String> service) {}
