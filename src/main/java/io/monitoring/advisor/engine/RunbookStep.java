package io.monitoring.advisor.engine;

/** The steps of runbooks that findings lead to, by the runbook's file name and the step's number or anchor. */
enum RunbookStep {
    ASSESS("system-outage", "2", "Quick assessment"),
    RESET_BREAKER("system-outage", "6", "Circuit breaker reset"),
    RECOVER_INFRASTRUCTURE("system-outage", "7", "Infrastructure recovery"),
    RECOVER_DATABASE("system-outage", "8", "Database recovery"),
    VALIDATE("system-outage", "9", "Service validation"),
    FIND_SLOW("high-latency", "1", "Find where the time goes"),
    RELIEVE_SLOW("high-latency", "2", "Relieve the slow service"),
    FIND_FAILING("high-error-rate", "1", "Find what fails"),
    ROLL_BACK("high-error-rate", "2", "Roll back or isolate"),
    THROTTLING("database-issues", "1", "Check throttling and errors"),
    HOT_WRITER("database-issues", "2", "Find the writer of the load"),
    CAPACITY("performance-tuning", "1", "Match capacity to load"),
    BATCHING("performance-tuning", "2", "Send more points a request"),
    FUNCTION_MEMORY("performance-tuning", "3", "Choose a function's memory");

    private final String runbook;
    private final String step;
    private final String title;

    RunbookStep(String runbook, String step, String title) {
        this.runbook = runbook;
        this.step = step;
        this.title = title;
    }

    String runbook() {
        return runbook;
    }

    String step() {
        return step;
    }

    String title() {
        return title;
    }

    /** Such as {@code runbook high-latency step 1 (Find where the time goes)}. */
    String words() {
        return "runbook " + runbook + " step " + step + " (" + title + ")";
    }
}
