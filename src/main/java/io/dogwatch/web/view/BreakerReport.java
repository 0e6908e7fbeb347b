package io.dogwatch.web.view;

import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.BreakerView;
import io.dogwatch.web.request.ChoiceParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the restarts of a host are held because many of its targets fail together.
 *
 * @param state {@code closed}, {@code open}, or {@code half-open} while one restart is tried
 * @param since when it was opened
 * @param summary such as {@code 6 of 20 targets fail together}; empty while it is closed
 * @param targets names of those because of which it is open, the longest failing first
 * @param probe the name of the one that is tried
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
