package io.dogwatch.supervise;

import io.dogwatch.judge.Breaker;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates the notifications of a host's breaker: opened and closed. Both belong to one mail thread. */
final class BreakerNotice {

    /** More names would be unreadable in a mail; the page lists all of them. */
    private static final int MAX_NAMES = 30;

    private BreakerNotice() {}

    static Notice opened(String host, Breaker breaker) {
        String next = "Dogwatch suspends restarts " + breaker.scope()
                + " until they recover. Periodically it restarts one of them to test"
                + " whether a restart helps. Manual restarts are still possible.";
        return new Notice(Notice.Kind.BREAKER_OPENED, placeholder(host, breaker), 0, next);
    }

    /** @param breaker the last open state */
    static Notice closed(String host, Breaker breaker, Instant now) {
        Optional<TargetId> probe = breaker.probe();
        List<TargetId> remaining = breaker.inTrouble().stream()
                .filter(target -> !probe.equals(Optional.of(target)))
                .toList();
        String result = probe.map(target -> "Restarting " + target.name() + " fixed it. ")
                .orElse("They recovered without a restart. ");
        String next = remaining.isEmpty()
                ? "No action is needed."
                : "Dogwatch restarts these as usual if they still fail: " + names(remaining) + ".";
        return new Notice(
                Notice.Kind.BREAKER_CLOSED, placeholder(host, breaker).closed(now, Reason.RECOVERED), 1, result + next);
    }

    /** Creates the placeholder incident. Its id contains the opening time; each opening is therefore reported once. */
    private static Incident placeholder(String host, Breaker breaker) {
        Instant openedAt = breaker.openedAt().orElse(Instant.EPOCH);
        List<TargetId> targets = breaker.inTrouble();
        Failure failure = new Failure(
                "breaker", "breaker", Cause.FAILING_TOGETHER, breaker.summary() + ": " + names(targets), 1, 1);
        return new Incident(
                host + ".breaker." + Long.toString(openedAt.toEpochMilli(), Character.MAX_RADIX),
                new TargetId(host, "breaker"),
                "",
                "",
                "",
                breaker.outageSince().orElse(openedAt),
                openedAt,
                failure,
                Severity.CRITICAL,
                targets.stream().sorted().toList(),
                0,
                true,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String names(List<TargetId> targets) {
        String names = targets.stream().limit(MAX_NAMES).map(TargetId::name).collect(Collectors.joining(", "));
        int more = targets.size() - MAX_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
