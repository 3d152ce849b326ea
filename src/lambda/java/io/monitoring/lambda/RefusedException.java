package io.monitoring.lambda;

/** A direct invoke whose resource answered with a problem: the invocation fails with it. */
final class RefusedException extends RuntimeException {

    /**
     * @param problem the problem document, as JSON
     */
    RefusedException(DirectRoute route, int status, String problem) {
        super(route.method() + " " + route.path() + " answered " + status + ": " + problem);
    }
}
