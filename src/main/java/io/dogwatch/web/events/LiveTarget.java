package io.dogwatch.web.events;

import io.dogwatch.model.PlainText;
import io.dogwatch.web.view.BlockedReport;
import io.dogwatch.web.view.CheckReport;
import io.dogwatch.web.view.ContainerReport;
import io.dogwatch.web.view.TargetReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short form of a {@link TargetReport} for the stream: only the properties that change.
 *
 * @param trouble whether it needs attention
 * @param incident the id of the open incident
 */
public record LiveTarget(
        String host,
        String name,
        String phase,
        String reason,
        String reasonMeaning,
        Instant since,
        @Nullable String failure,
        boolean trouble,
        boolean engineReachable,
        int restartsInWindow,
        @Nullable Instant quarantinedUntil,
        @Nullable String incident,
        @Nullable LiveContainer container,
        List<LiveCheck> checks,
        BlockedReport held) {

    /** The changing properties of the container. */
    public record LiveContainer(
            String id, String status, @Nullable Instant startedAt) {

        static LiveContainer of(ContainerReport container) {
            return new LiveContainer(container.id(), container.status(), container.startedAt());
        }
    }

    /** The changing properties of one check. */
    public record LiveCheck(
            String name,
            @Nullable String outcome,
            @Nullable String cause,
            String detail,
            int failures,
            boolean failing,
            @Nullable Double latencySeconds,
            @Nullable Instant lastProbeAt) {

        private static final int MAX_DETAIL_LENGTH = 300;

        static LiveCheck of(CheckReport check) {
            return new LiveCheck(
                    check.name(),
                    check.outcome(),
                    check.cause(),
                    PlainText.line(check.detail(), MAX_DETAIL_LENGTH),
                    check.failures(),
                    check.failing(),
                    check.latencySeconds(),
                    check.lastProbeAt());
        }
    }

    static LiveTarget of(TargetReport target) {
        return new LiveTarget(
                target.host(),
                target.name(),
                target.phase(),
                target.reason(),
                target.reasonMeaning(),
                target.since(),
                target.failure(),
                target.isTrouble(),
                target.engineReachable(),
                target.restartsInWindow(),
                target.quarantinedUntil(),
                target.incident(),
                target.container() == null ? null : LiveContainer.of(target.container()),
                target.checks().stream().map(LiveCheck::of).toList(),
                target.held());
    }
}
