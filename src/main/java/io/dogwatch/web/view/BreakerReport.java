package io.dogwatch.web.view;

import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.BreakerView;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of a host, which blocks restarts while many targets fail together.
 *
 * @param state {@code closed}, {@code open}, or {@code half-open} during a trial restart
 * @param since when it opened
 * @param summary such as {@code 6 of 20 targets fail together}; empty while closed
 * @param targets names of the failing targets, longest failing first
 * @param probe the name of the target of the trial restart
 */
public record BreakerReport(
        @ChoiceParam({"closed", "open", "half-open"}) String state,
        @Nullable Instant since,
        String summary,
        List<String> targets,
        @Nullable String probe) {

    static BreakerReport of(BreakerView view) {
        return new BreakerReport(
                view.standing(),
                view.since().orElse(null),
                view.summary(),
                view.inTrouble().stream().map(TargetId::name).toList(),
                view.probe().map(TargetId::name).orElse(null));
    }
}
