package io.dogwatch.web.view;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.PlainText;
import io.dogwatch.silence.ActiveHolds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Active silences and the restart switch for one target, as returned by the API and shown on the pages.
 *
 * @param holds why restarts are blocked; empty if they are not
 * @param muted whether notifications are muted
 * @param paused whether monitoring is paused: no probes run and no outcome counts
 */
public record BlockedReport(List<HoldReport> holds, boolean muted, boolean paused) {

    /**
     * @param reason {@code maintenance} or {@code restarts-disabled}
     * @param detail author and comment
     * @param until absent if it does not expire automatically
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

    /** Returns the holds of this target, without the restart switch. */
    public List<HoldReport> windows() {
        return holds.stream()
                .filter(hold -> !hold.reason().equals(Reason.RESTARTS_DISABLED.wireName()))
                .toList();
    }
}
