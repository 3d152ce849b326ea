package io.monitoring.store;

/** The packed points of a service and hour: what becomes a block. */
public record PackedPart(Part part, byte[] bytes) {}
