package io.dogwatch.hold;

import java.util.List;

/** Keeps the windows that people make. Safe for use by many threads. */
public interface WindowStore {

    /** All that are kept, in the order in which they were made. */
    List<Window> windows();

    /** Writes one, new or changed; on disk when this returns. Throws if it cannot be written: nothing was done then. */
    void save(Window window);
}
