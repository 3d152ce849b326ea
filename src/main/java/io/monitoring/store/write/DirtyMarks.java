package io.monitoring.store.write;

import io.monitoring.store.Part;

/** Told of each hour that has new points; whoever works on hours implements it. */
public interface DirtyMarks {

    /** Must return at once and never fail: the points are stored whatever becomes of the mark. */
    void mark(Part part);
}
