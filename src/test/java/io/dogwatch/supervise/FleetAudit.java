package io.dogwatch.supervise;

import io.dogwatch.judge.Reason;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Policy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at the whole fleet from the outside, every few seconds: whether what restarting can cure is well again in time, and
 * what is well is soon closed. Time counts only while nothing excuses Dogwatch.
 */
final class FleetAudit {

    static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** The engine's own time for a restart (stop timeout and 15 s) and then for a kill, with the start after it. */
    private static final Duration LADDER = Duration.ofSeconds(25 + 15 + 5 + 5);

    /** From a container's end to its restart: the engine's grace, a lost event until the next list, and doubt of a parent. */
    private static final Duration DOUBTS = Duration.ofSeconds(10 + 30 + 60);

    /** All at once, four at a time. */
    private static final Duration TURN = Duration.ofMinutes(3);

    private static final class Account {
        Duration failing = Duration.ZERO;
        Duration unclosed = Duration.ZERO;
        int callsBefore;
    }

    private final FleetHouse house;
    private final Map<String, Account> accounts = new HashMap<>();
    private Duration longest = Duration.ZERO;
    private double worstShare;
    private long recovered;

    FleetAudit(FleetHouse house) {
        this.house = house;
    }

    void look() {
        for (FleetMember member : house.members()) {
            boolean well = member.container.isWell() && !house.weather().networkIsAway();
            boolean open = member.state.ledger().incident().isPresent();
            if (well && !open) {
                if (!accounts.isEmpty()) {
                    forget(member);
                }
                continue;
            }
            Account account = accounts.computeIfAbsent(member.container.name, name -> open(member));
            if (well) {
                unclosed(member, account);
            } else {
                failing(member, account);
            }
        }
    }

    private void forget(FleetMember member) {
        Account account = accounts.remove(member.container.name);
        recovered += account != null && account.failing.isPositive() ? 1 : 0;
    }

    private Account open(FleetMember member) {
        Account account = new Account();
        account.callsBefore = house.books().recentCalls(member);
        return account;
    }

    private void unclosed(FleetMember member, Account account) {
        recovered += account.failing.isPositive() ? 1 : 0;
        account.failing = Duration.ZERO;
        if (!isExcused(member)) {
            account.unclosed = account.unclosed.plus(EVERY);
        }
        Policy policy = member.watch.policy();
        Duration bound = policy.startPeriod()
                .plus(policy.recoveryTimeout())
                .plus(INTERVAL.multipliedBy(4))
                .plus(INTERVAL.multipliedBy(2L * policy.flapping().changes()))
                .plus(DOUBTS);
        require("15 what is well again is closed", member, account.unclosed, bound);
    }

    private void failing(FleetMember member, Account account) {
        account.unclosed = Duration.ZERO;
        boolean curable =
                switch (member.container.ailment) {
                    case NONE, SICK, HUNG -> true;
                    case STUBBORN, LOOPING -> false;
                };
        if (!curable) {
            accounts.remove(member.container.name);
            return;
        }
        if (!isExcused(member)) {
            account.failing = account.failing.plus(EVERY);
        }
        Duration bound = bound(member, account);
        longest = account.failing.compareTo(longest) > 0 ? account.failing : longest;
        worstShare = Math.max(worstShare, (double) account.failing.toSeconds() / bound.toSeconds());
        require("23 what a restart cures is well in time", member, account.failing, bound);
    }

    /** Detection, the policy's own waits, and for each call that came to nothing: its time, its proof and the next wait. */
    private Duration bound(FleetMember member, Account account) {
        Policy policy = member.watch.policy();
        int window = member.watch.checks().stream()
                .mapToInt(check ->
                        Math.max(check.thresholds().window(), check.thresholds().failure()))
                .max()
                .orElse(1);
        Duration detection = INTERVAL.multipliedBy(window + 1L).plus(policy.startPeriod());
        int calls = house.books().recentCalls(member);
        int before = Math.min(account.callsBefore, calls);
        Duration bound = detection
                .plus(policy.restartDelay())
                .plus(DOUBTS)
                .plus(TURN)
                .plus(backoff(policy.backoff(), before))
                .plus(LADDER);
        for (int n = before + 1; n <= calls; n++) {
            bound = bound.plus(detection)
                    .plus(policy.recoveryTimeout())
                    .plus(backoff(policy.backoff(), n))
                    .plus(LADDER);
        }
        return bound;
    }

    private static Duration backoff(Policy.Backoff backoff, int attempts) {
        double seconds = attempts == 0
                ? 0
                : (double) backoff.initial().toSeconds()
                        * Math.pow(backoff.factor(), attempts - 1.0)
                        * (1 + backoff.jitter());
        return Duration.ofSeconds(Math.min((long) seconds, backoff.cap().toSeconds()) + 1);
    }

    private boolean isExcused(FleetMember member) {
        FleetContainer container = member.container;
        Reason reason = member.state.reason();
        boolean leftToPeople = reason == Reason.EXITED_UNSEEN
                || reason == Reason.ALREADY_STOPPED
                || reason == Reason.STOPPED_BY_PERSON
                || reason == Reason.STOPPED_BY_DOGWATCH
                || reason == Reason.FINISHED
                || house.people().wantStopped(container);
        return !house.isHearing()
                || !house.engine().isUp()
                || house.weather().networkIsAway()
                || leftToPeople
                || member.watch.policy().mode() == Policy.Mode.OBSERVE
                || container.status == ContainerStatus.PAUSED
                || container.status == ContainerStatus.RESTARTING
                || member.state.phase() == Phase.QUARANTINED
                || member.state.ledger().quarantine().isPresent()
                || house.breaker().isOpen()
                || !house.orders().holds(container.name).isEmpty()
                || house.kin().hasTroubledAncestor(member);
    }

    private static void require(String what, FleetMember member, Duration took, Duration bound) {
        if (took.compareTo(bound) > 0) {
            throw new FleetBooks.Broken(what + ": " + member.container.name + " has taken " + took + " of " + bound
                    + ", phase " + member.state.phase() + " " + member.state.reason() + ", container "
                    + member.container.status + " " + member.container.ailment + ", ledger " + member.state.ledger());
        }
    }

    String summary() {
        return "%,d outages healed, the longest %d s, at most %.0f %% of its bound"
                .formatted(recovered, longest.toSeconds(), 100 * worstShare);
    }
}
