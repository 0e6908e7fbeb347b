package io.dogwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dogwatch.journal.Fact;
import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.PastRecords.Counted;
import io.dogwatch.journal.PastRecords.Restarted;
import io.dogwatch.journal.PastRecords.Seen;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Reason;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A week, Monday to Monday; web is watched from the first moment of the week before. */
class ReportBuilderTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Period WEEK = new Period(MONDAY, MONDAY.plus(Duration.ofDays(7)));
    private static final Period BEFORE = new Period(MONDAY.minus(Duration.ofDays(7)), MONDAY);
    private static final TargetId WEB = new TargetId("local", "web");
    private static final TargetId DB = new TargetId("local", "db");

    private final List<Incident> incidents = new ArrayList<>();
    private final List<Fact> phases = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Restarted> restarts = new ArrayList<>();

    private static Instant at(double days) {
        return MONDAY.plusMillis((long) (days * 86_400_000));
    }

    private void watched(TargetId target, double from, double until) {
        seen.add(new Seen(target, at(from), at(from), true, Optional.empty()));
        seen.add(new Seen(target, at(from), at(until), false, Optional.empty()));
        phase(target, from, Phase.UNKNOWN, Phase.HEALTHY);
    }

    private void phase(TargetId target, double at, Phase from, Phase to) {
        phases.add(new Fact(phases.size(), target, at(at), "phase", from.wireName(), to.wireName(), "", "", ""));
    }

    private Incident incident(TargetId target, double since, double until, int notices) {
        Incident incident = new Incident(
                        "i" + incidents.size(),
                        target,
                        "nginx",
                        "",
                        "",
                        at(since),
                        at(since).plusSeconds(60),
                        new Failure("site", "http", Cause.TIMED_OUT, "", 3, 3),
                        Severity.CRITICAL,
                        List.of(),
                        0,
                        true,
                        false,
                        notices,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .closed(at(until), Reason.RECOVERED);
        incidents.add(incident);
        return incident;
    }

    private Report report() {
        PastRecords records = new PastRecords(
                incidents,
                phases,
                seen,
                restarts,
                List.of(new Counted(at(1)), new Counted(at(-1))),
                List.of(new Counted(at(2))),
                seen.stream().map(Seen::firstAt).min(Instant::compareTo));
        return new ReportBuilder(records, Map.of())
                .report("weekly", WEEK, BEFORE, ZoneId.of("UTC"), Report.Standing.UNKNOWN);
    }

    private double availability(TargetId target) {
        return report().targets().stream()
                .filter(one -> one.id().equals(target))
                .findFirst()
                .orElseThrow()
                .availability();
    }

    @Test
    void whatNeverFailedWasAlwaysAvailable() {
        watched(WEB, -7, 7);

        assertThat(availability(WEB)).isEqualTo(1);
        assertThat(report().knownSince()).isEmpty();
    }

    @Test
    void anIncidentCountsFromItsFirstSignToItsEnd() {
        watched(WEB, -7, 7);
        incident(WEB, 1, 1.7, 2);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
        assertThat(report().figures().toDetect()).contains(Duration.ofSeconds(60));
        assertThat(report().figures().toRecover()).contains(Duration.ofMinutes(1008));
        assertThat(report().targets().getFirst().down()).isEqualTo(Duration.ofMinutes(1008));
    }

    @Test
    void ofAnIncidentThatBeganBeforeOnlyThePartWithinCounts() {
        watched(WEB, -7, 7);
        incident(WEB, -0.7, 0.7, 2);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
        assertThat(report().targets().getFirst().before().orElseThrow()).isCloseTo(0.9, within(1e-6));
        assertThat(report().figures().incidents()).isZero();
        assertThat(report().before().orElseThrow().incidents()).isEqualTo(1);
    }

    @Test
    void aWarningIsNoDowntime() {
        watched(WEB, -7, 7);
        Incident critical = incident(WEB, 1, 2, 2);
        incidents.clear();
        incidents.add(new Incident(
                critical.id(),
                WEB,
                "",
                "",
                "",
                critical.failingSince(),
                critical.openedAt(),
                critical.failure(),
                Severity.WARN,
                List.of(),
                0,
                true,
                false,
                2,
                Optional.empty(),
                critical.closedAt(),
                critical.outcome()));

        assertThat(availability(WEB)).isEqualTo(1);
        assertThat(report().figures().incidents()).isEqualTo(1);
        assertThat(report().figures().critical()).isZero();
    }

    @Test
    void aContainerThatFailsWithoutAnIncidentIsDownToo() {
        watched(DB, -7, 7);
        phase(DB, 1, Phase.HEALTHY, Phase.FAILING);
        phase(DB, 1.7, Phase.FAILING, Phase.HEALTHY);

        assertThat(availability(DB)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void whatDogwatchDidNotSeeCountsForNothing() {
        watched(WEB, -7, 1);
        watched(WEB, 3, 7);
        incident(WEB, 4, 4.5, 2);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void manualStopsAndUnobservedTimeDoNotCount() {
        watched(WEB, -7, 7);
        phase(WEB, 1, Phase.HEALTHY, Phase.STOPPED);
        phase(WEB, 2, Phase.STOPPED, Phase.HEALTHY);
        phase(WEB, 3, Phase.HEALTHY, Phase.UNKNOWN);
        phase(WEB, 4, Phase.UNKNOWN, Phase.HEALTHY);
        incident(WEB, 5, 5.5, 2);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void maintenanceIsNoDowntimeAndWhatItMutedIsCounted() {
        watched(WEB, -7, 7);
        Hold hold = new Hold(Reason.MAINTENANCE, "", Optional.empty());
        TargetContext muted = new TargetContext(List.of(hold), true, List.of(), Optional.empty(), List.of());
        seen.add(new Seen(WEB, at(1), at(1), false, Optional.of(muted)));
        seen.add(new Seen(WEB, at(2), at(2), false, Optional.of(TargetContext.PLAIN)));
        incident(WEB, 1.2, 1.8, 0);
        incident(WEB, 3, 3.6, 0);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
        assertThat(report().figures().muted()).isEqualTo(1);
    }

    @Test
    void thePhaseOfARunWhoseBeginningIsForgottenIsThatOfItsNextChange() {
        seen.add(new Seen(WEB, at(-7), at(7), false, Optional.empty()));
        phase(WEB, 0.7, Phase.QUARANTINED, Phase.HEALTHY);

        assertThat(availability(WEB)).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void whatIsNotKnownYetIsSaid() {
        watched(WEB, 2, 7);

        assertThat(report().knownSince()).contains(at(2));
        assertThat(report().before()).isEmpty();
    }

    @Test
    void theWorstComesFirst() {
        watched(WEB, -7, 7);
        watched(DB, -7, 7);
        incident(WEB, 1, 1.1, 2);
        incident(DB, 1, 1.5, 2);

        assertThat(report().targets()).extracting(Report.Target::id).containsExactly(DB, WEB);
    }

    @Test
    void whatIsRestartedOnThreeDaysOfSevenIsToBeRepairedAndOnTwoNot() {
        for (int day : new int[] {1, 2, 5}) {
            restarts.add(new Restarted(WEB, at(day + 0.1)));
            restarts.add(new Restarted(WEB, at(day + 0.2)));
        }
        restarts.add(new Restarted(DB, at(1.1)));
        restarts.add(new Restarted(DB, at(2.1)));
        restarts.add(new Restarted(DB, at(-1)));

        assertThat(report().repairs()).containsExactly(new Report.Repair(WEB, 3, 6));
        assertThat(report().figures().restarts()).isEqualTo(8);
    }

    @Test
    void heldNoticesAndLostMessagesAreCountedInTheirPeriod() {
        watched(WEB, -7, 7);

        assertThat(report().figures().heldNotices()).isEqualTo(1);
        assertThat(report().figures().deadMessages()).isEqualTo(1);
        assertThat(report().before().orElseThrow().heldNotices()).isEqualTo(1);
    }
}
