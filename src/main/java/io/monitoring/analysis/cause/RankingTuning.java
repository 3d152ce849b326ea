package io.monitoring.analysis.cause;

/**
 * The constants of the ranking. {@link #STANDARD} is what is used; the others are for asking how much depends on it
 * ({@code PetShopSection}, and the table of {@code docs/root-causes.md}).
 *
 * @param significance how many sigmas of normal operation a step has to have
 * @param levelWeight a level counts this many times its sigmas, since normal operation of another day has another level
 * @param latencyFloor smallest relative change of a latency, and of other metrics, that matters
 * @param availabilityFloor smallest change of an availability that matters, as a ratio
 * @param requestsFloor smallest relative change of a traffic that matters
 * @param explains a callee that accounts for one part in this of a change is taken to explain it: retries, queues and
 *     timeouts amplify on the way up
 * @param share part of the symptom, in seconds waited or requests failed, below which a change does not matter to it
 * @param crossing part of an unexplained change that goes to a callee with harm of another kind
 */
record RankingTuning(
        double significance,
        double levelWeight,
        double latencyFloor,
        double availabilityFloor,
        double requestsFloor,
        double explains,
        double share,
        double crossing) {

    static final RankingTuning STANDARD = new RankingTuning(5, 2.5, 0.15, 0.004, 0.25, 2, 0.25, 0.9);
}
