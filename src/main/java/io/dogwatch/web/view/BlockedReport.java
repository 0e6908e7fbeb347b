package io.dogwatch.web.view;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.PlainText;
import io.dogwatch.silence.ActiveHolds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people have ordered for one target, as the API answers it and the pages show it.
 *
 * @param holds why no remedy is begun; empty if nothing forbids it
 * @param muted whether nobody is told
 * @param paused whether it is not watched: nothing is probed, and no outcome counts
 */
public record BlockedReport(List<HoldReport> holds, boolean muted, boolean paused) {

    /**
     * @param reason {@code maintenance} or {@code restarts-disabled}
     * @param detail who asked for it, and why
     * @param until absent if it does not end by itself
     */
    public record HoldReport(
            String reason, String detail, @Nullable Instant until) {

        static HoldReport of(Hold hold) {
            return new HoldReport(
                    hold.reason().wireName(),
                    PlainText.line(hold.detail(), 512),
                    hold.until().orElse(null));
        }
    }

    static BlockedReport of(ActiveHolds held) {
        return new BlockedReport(held.holds().stream().map(HoldReport::of).toList(), held.muted(), held.paused());
    }

    /** Those that are about this target and not about all: for its own place on a page. */
    public List<HoldReport> windows() {
        return holds.stream()
                .filter(hold -> !hold.reason().equals(Reason.RESTARTS_DISABLED.wireName()))
                .toList();
    }
}
