package io.dogwatch.docker;

import java.time.Duration;

/** Told of every call to an engine, on the caller's own thread: must only count. */
public interface CallListener {

    /** It did what it was to do; also an inspect that found no container. */
    void answered(String host, CallKind call, Duration took);

    /** It did not. */
    void failed(String host, CallKind call, Duration took, EngineException.Kind kind);
}
