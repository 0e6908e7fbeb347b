package io.dogwatch.silence;

import java.util.List;

/** Keeps the windows that people make. Safe for use by many threads. */
public interface SilenceStore {

    /** All stored silences, in order of creation. */
    List<Silence> windows();

    /** Writes one, new or changed; on disk when this returns. Throws if it cannot be written: nothing was done then. */
    void save(Silence window);
}
