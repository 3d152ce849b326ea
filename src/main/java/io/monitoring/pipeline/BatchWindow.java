package io.monitoring.pipeline;

/**
 * How many messages to take at once, as TCP finds its window: one after a failure, then twice as many with each
 * success, and, beyond half of what was too many, one more. A database that has just come back, or is slow, is not
 * met by all that has waited for it.
 */
final class BatchWindow {

    private final int most;
    private int messages;
    private int careful;

    BatchWindow(int first, int most) {
        this.messages = first;
        this.most = most;
        this.careful = most;
    }

    synchronized int messages() {
        return messages;
    }

    /** Told how many messages were taken in a batch, and whether all that was taken with it could be worked on. */
    synchronized void after(int taken, boolean done) {
        if (!done) {
            if (messages > 1) { // a single one that fails says nothing of how many would be too many
                careful = messages / 2;
            }
            messages = 1;
        } else if (taken > 0) {
            messages = Math.min(most, messages < careful ? Math.min(2 * messages, careful) : messages + 1);
        }
    }
}
