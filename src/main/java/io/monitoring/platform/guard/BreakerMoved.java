package io.monitoring.platform.guard;

/** Fired after a breaker of this instance changed its state, or was taken in hand by an admin. */
public record BreakerMoved(String name, BreakerTransition transition) {}
