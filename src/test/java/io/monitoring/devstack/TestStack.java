package io.monitoring.devstack;

/** What a test holds of the embedded stack. Whatever it stops or slows, {@link #recover()} puts right. */
public record TestStack(EmbeddedDynamo dynamo, EmbeddedQueue queue) implements AutoCloseable {

    /** Both are there and answer at once. For {@code @AfterEach} of tests that break something. */
    public void recover() {
        dynamo.gate().recover();
        dynamo.start();
        queue.start();
    }

    @Override
    public void close() {
        queue.close();
        dynamo.close();
    }
}
