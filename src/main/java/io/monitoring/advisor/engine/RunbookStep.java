package io.monitoring.advisor.engine;

/** The steps of runbooks that findings lead to, by the runbook's file name and the number and heading there. */
enum RunbookStep {
    ASSESS("system-outage", "2", "Quick assessment"),
    RESET_BREAKER("system-outage", "6", "Circuit breaker reset"),
    RECOVER_DATABASE("system-outage", "8", "Database recovery"),
    VALIDATE("system-outage", "9", "Service validation"),
    FIND_SLOW("high-latency", "2", "Which services, and how slow"),
    RELIEVE_SLOW("high-latency", "6", "More memory or more instances"),
    FIND_FAILING("high-error-rate", "2", "Which services, and how many errors"),
    ROLL_BACK("high-error-rate", "8", "Roll back to the previous version"),
    CAPACITY("performance-tuning", "4", "The table"),
    BATCHING("performance-tuning", "5", "Change one thing"),
    FUNCTION_MEMORY("performance-tuning", "3", "The function, or the pods");

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

    /** Such as {@code runbook high-latency step 2 (Which services, and how slow)}. */
    String words() {
        return "runbook " + runbook + " step " + step + " (" + title + ")";
    }
}
