package io.monitoring.platform.aws;

/**
 * A message as a queue has handed it out.
 *
 * @param receipt names this hand-out: what deletes the message, or changes for how long others do not see it
 */
public record ReceivedMessage(String id, String receipt, String body) {}
