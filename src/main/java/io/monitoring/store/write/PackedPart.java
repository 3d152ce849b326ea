package io.monitoring.store.write;

import io.monitoring.store.Part;

/** The packed points of a service and hour: what becomes a block. */
public record PackedPart(Part part, byte[] bytes) {}
