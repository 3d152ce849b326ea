package io.monitoring.store.write;

/** Where points that were taken are safe. */
public enum Durability {
    /** In DynamoDB, and so in the next read. */
    STORED,
    /** In the queue; they are stored when DynamoDB takes them. */
    QUEUED
}
