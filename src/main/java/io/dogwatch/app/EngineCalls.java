package io.dogwatch.app;

import io.dogwatch.docker.CallKind;
import io.dogwatch.docker.CallListener;
import io.dogwatch.docker.EngineException;
import io.dogwatch.supervise.Meters;
import java.time.Duration;
import java.util.Locale;

/** Counts calls to engines among all the other meters. */
record EngineCalls(Meters meters) implements CallListener {

    @Override
    public void answered(String host, CallKind call, Duration took) {
        meters.engineAnswered(host, call.wireName(), took);
    }

    @Override
    public void failed(String host, CallKind call, Duration took, EngineException.Kind kind) {
        String error = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        meters.engineCallFailed(host, call.wireName(), took, error);
    }
}
