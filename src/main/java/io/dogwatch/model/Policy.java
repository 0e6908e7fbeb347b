package io.dogwatch.model;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The permitted actions on one target, and their limits.
 *
 * @param mode whether the target is healed or only observed
 * @param announce whether incidents are notified; always true for a target of a rule or label
 * @param team the team for notification routes; default none
 * @param startPeriod time after a start in which failed probes do not count; default 30 s. One success ends it
 *     early.
 * @param restartDelay minimum time of failing before a restart; default 0 s
 * @param recoveryTimeout time in which the target must recover after a restart; default 2 m
 * @param quorum number of checks that must fail together; default any
 * @param giveUpAfter number of times that the same failure may return directly after a restart before restarts end
 *     early; default 3
 * @param diagnostic a command run inside the container when evidence is saved; default none
 * @param successExitCodes exit codes of a container that has finished its work; default none
 */
public record Policy(
        Mode mode,
        boolean announce,
        Optional<String> team,
        Duration startPeriod,
        Duration restartDelay,
        Duration recoveryTimeout,
        Quorum quorum,
        Remedy restart,
        Backoff backoff,
        Budget budget,
        int giveUpAfter,
        CrashLoop crashLoop,
        Flapping flapping,
        Optional<Diagnostic> diagnostic,
        Set<Integer> successExitCodes) {

    /** Whether Dogwatch may act. */
    public enum Mode {
        /** Judged and notified, never restarted. */
        OBSERVE,
        HEAL;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people see, such as {@code heal}. */
        public String wireName() {
            return wireName;
        }
    }

    /**
     * How many of a target's critical checks must fail together for the target to fail. A container that does not run fails
     * in any case.
     *
     * @param checks at least 1; as many as there are if it is more
     */
    public record Quorum(int checks) {
        public static final Quorum ANY = new Quorum(1);
        public static final Quorum ALL = new Quorum(Integer.MAX_VALUE);

        /** As people write it: {@code any}, {@code all}, or the number. */
        public String wireName() {
            return checks == 1 ? "any" : checks == Integer.MAX_VALUE ? "all" : Integer.toString(checks);
        }
    }

    /**
     * The restart procedure of a target.
     *
     * @param timeout maximum time of a restart before it counts as hanging; empty for the container's stop timeout
     *     and 15 s
     * @param kill whether a hanging restart is followed by kill and start; default true
     * @param before commands run on Dogwatch's machine before the restart, one after the other
     * @param after the same, after the restart
     */
    public record Remedy(Optional<Duration> timeout, boolean kill, List<Hook> before, List<Hook> after) {
        public static final Remedy DEFAULT = new Remedy(Optional.empty(), true, List.of(), List.of());

        public Remedy {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /**
     * A command from the configuration file, never from a label. Its result is recorded and has no effect.
     *
     * @param command program and arguments; no shell is used
     * @param timeout time after which the command is killed; default 10 s, at most 1 m
     */
    public record Hook(List<String> command, Duration timeout) {
        public Hook {
            command = List.copyOf(command);
        }
    }

    /**
     * A command of the operator's inside the container, from the configuration file only. Its output is evidence.
     *
     * @param command program and arguments; no shell is involved
     * @param user as {@code docker exec --user} has it; empty for the container's own
     * @param timeout how long it is waited for; default 3 s, at most 5 s. The engine cannot end it: it runs on
     */
    public record Diagnostic(List<String> command, String user, Duration timeout) {
        public Diagnostic {
            command = List.copyOf(command);
        }
    }

    /**
     * The wait between consecutive restarts. The defaults are kubelet's (10 s, doubling, at most 5 m, reset after
     * 10 m).
     *
     * @param initial wait before the second restart
     * @param factor multiplier of each further wait; at least 1
     * @param cap maximum wait
     * @param jitter fraction by which a wait may vary, 0 to 1; the same for the same target and attempt
     * @param resetAfter healthy time after which the wait starts from {@code initial} again
     */
    public record Backoff(Duration initial, double factor, Duration cap, double jitter, Duration resetAfter) {
        public static final Backoff DEFAULT =
                new Backoff(Duration.ofSeconds(10), 2.0, Duration.ofMinutes(5), 0.2, Duration.ofMinutes(10));
    }

    /**
     * How many restarts are allowed before a person is asked.
     *
     * @param restarts at most this many
     * @param window in any stretch of this length
     * @param quarantine ends by itself after this long, but not before the window grants a restart
     */
    public record Budget(int restarts, Duration window, Duration quarantine) {
        public static final Budget DEFAULT = new Budget(5, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    /**
     * When the engine's own restarts of a container are called a loop.
     *
     * @param crashes this many …
     * @param window … in any stretch of this length; at most 7 days
     * @param stop whether the container is then stopped, which is the only way to end the engine's loop; default false
     */
    public record CrashLoop(int crashes, Duration window, boolean stop) {
        public static final CrashLoop DEFAULT = new CrashLoop(5, Duration.ofMinutes(30), false);
    }

    /**
     * When a check that fails and passes in turn is called flapping. Values as Nagios has them.
     *
     * @param changes of how many outcomes the changes are counted; 5 to 30, or 0 for never
     * @param low below this share of changes it does not flap any more, 0 to 1
     * @param high from this share on it flaps; at least {@code low}
     */
    public record Flapping(int changes, double low, double high) {
        public static final Flapping DEFAULT = new Flapping(20, 0.2, 0.4);
    }

    public Policy {
        successExitCodes = Set.copyOf(successExitCodes);
    }

    /** The defaults for a target that a rule or a label names. */
    public static final Policy HEAL = new Policy(
            Mode.HEAL,
            true,
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMinutes(2),
            Quorum.ANY,
            Remedy.DEFAULT,
            Backoff.DEFAULT,
            Budget.DEFAULT,
            3,
            CrashLoop.DEFAULT,
            Flapping.DEFAULT,
            Optional.empty(),
            Set.of());

    /** The policy of a discovered container: shown on the page and in the metrics only. */
    public Policy found() {
        return toBuilder().mode(Mode.OBSERVE).announce(false).build();
    }

    /** A builder that starts with these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Makes a policy that differs from another in some values. Not safe for use by several threads. */
    public static final class Builder {
        private Mode mode;
        private boolean announce;
        private Optional<String> team;
        private Duration startPeriod;
        private Duration restartDelay;
        private Duration recoveryTimeout;
        private Quorum quorum;
        private Remedy restart;
        private Backoff backoff;
        private Budget budget;
        private int giveUpAfter;
        private CrashLoop crashLoop;
        private Flapping flapping;
        private Optional<Diagnostic> diagnostic;
        private Set<Integer> successExitCodes;

        private Builder(Policy policy) {
            mode = policy.mode;
            announce = policy.announce;
            team = policy.team;
            startPeriod = policy.startPeriod;
            restartDelay = policy.restartDelay;
            recoveryTimeout = policy.recoveryTimeout;
            quorum = policy.quorum;
            restart = policy.restart;
            backoff = policy.backoff;
            budget = policy.budget;
            giveUpAfter = policy.giveUpAfter;
            crashLoop = policy.crashLoop;
            flapping = policy.flapping;
            diagnostic = policy.diagnostic;
            successExitCodes = policy.successExitCodes;
        }

        public Builder mode(Mode value) {
            mode = value;
            return this;
        }

        public Builder announce(boolean value) {
            announce = value;
            return this;
        }

        public Builder team(Optional<String> value) {
            team = value;
            return this;
        }

        public Builder startPeriod(Duration value) {
            startPeriod = value;
            return this;
        }

        public Builder restartDelay(Duration value) {
            restartDelay = value;
            return this;
        }

        public Builder recoveryTimeout(Duration value) {
            recoveryTimeout = value;
            return this;
        }

        public Builder quorum(Quorum value) {
            quorum = value;
            return this;
        }

        public Builder restart(Remedy value) {
            restart = value;
            return this;
        }

        public Builder backoff(Backoff value) {
            backoff = value;
            return this;
        }

        public Builder budget(Budget value) {
            budget = value;
            return this;
        }

        public Builder giveUpAfter(int value) {
            giveUpAfter = value;
            return this;
        }

        public Builder crashLoop(CrashLoop value) {
            crashLoop = value;
            return this;
        }

        public Builder flapping(Flapping value) {
            flapping = value;
            return this;
        }

        public Builder diagnostic(Optional<Diagnostic> value) {
            diagnostic = value;
            return this;
        }

        public Builder successExitCodes(Set<Integer> value) {
            successExitCodes = value;
            return this;
        }

        public Policy build() {
            return new Policy(
                    mode,
                    announce,
                    team,
                    startPeriod,
                    restartDelay,
                    recoveryTimeout,
                    quorum,
                    restart,
                    backoff,
                    budget,
                    giveUpAfter,
                    crashLoop,
                    flapping,
                    diagnostic,
                    successExitCodes);
        }
    }
}
