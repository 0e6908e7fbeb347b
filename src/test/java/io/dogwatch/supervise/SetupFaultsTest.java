package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.containerstats.LogGrowth;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Judge;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.judge.TargetContext;
import io.dogwatch.judge.TargetState;
import io.dogwatch.logs.LogStats;
import io.dogwatch.model.Check;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Thresholds;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to be changed about how a container is set up is told once for each container. */
class SetupFaultsTest {

    private static final Instant ZERO = Instant.parse("2026-03-01T03:00:00Z");
    private static final String UNREADABLE = "/var/log/app.log does not exist (yet)";
    private static final String READ = "";

    private final FakeEngine engine = new FakeEngine(new SettableClock(ZERO));
    private final List<Notice> told = new ArrayList<>();
    private final SetupFaults faults = new SetupFaults(told::add);
    private List<String> labelFaults = List.of();
    private Policy policy = Policy.HEAL;
    private boolean muted;
    private boolean isForGood;
    private Optional<LogGrowth> hygiene = Optional.empty();

    SetupFaultsTest() {
        engine.run("web", "bridge", Map.of());
    }

    @Test
    void aLogUnreadableForFifteenMinutesIsReportedOnce() {
        faults.inspect(after(Duration.ofMinutes(0), UNREADABLE));
        faults.inspect(after(Duration.ofSeconds(15 * 60 - 1), UNREADABLE));
        assertThat(told).isEmpty();

        faults.inspect(after(Duration.ofMinutes(15), UNREADABLE));
        faults.inspect(after(Duration.ofHours(5), UNREADABLE));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LOG_UNREADABLE);
        assertThat(told.getFirst().incident().failure().detail()).isEqualTo("/var/log/app.log does not exist (yet)");
    }

    @Test
    void aPermanentlyUnreadableLogIsReportedImmediately() {
        isForGood = true;

        faults.inspect(after(Duration.ZERO, UNREADABLE));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LOG_UNREADABLE);
    }

    @Test
    void aReadableLogResetsTheGracePeriod() {
        faults.inspect(after(Duration.ofMinutes(0), UNREADABLE));
        faults.inspect(after(Duration.ofMinutes(10), READ));
        faults.inspect(after(Duration.ofMinutes(11), UNREADABLE));
        faults.inspect(after(Duration.ofMinutes(25), UNREADABLE));
        assertThat(told).isEmpty();

        faults.inspect(after(Duration.ofMinutes(26), UNREADABLE));

        assertThat(told).hasSize(1);
    }

    @Test
    void aSilenceDelaysTheNotification() {
        hygiene = Optional.of(unbounded(LogGrowth.LARGE));
        muted = true;
        faults.inspect(after(Duration.ofMinutes(0), READ));
        assertThat(told).isEmpty();

        muted = false;
        faults.inspect(after(Duration.ofMinutes(1), READ));

        assertThat(told).hasSize(1);
    }

    @Test
    void anUnlimitedLogIsReportedOnceWithTheFix() {
        hygiene = Optional.of(unbounded(LogGrowth.LARGE - 1));
        faults.inspect(after(Duration.ofMinutes(1), READ));
        assertThat(told).isEmpty();
        hygiene = Optional.of(unbounded(LogGrowth.LARGE));

        faults.inspect(after(Duration.ofMinutes(2), READ));
        faults.inspect(after(Duration.ofMinutes(3), READ));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LOG_UNBOUNDED);
        assertThat(told.getFirst().next()).contains("--log-opt max-size=10m --log-opt max-file=3");
        assertThat(told.getFirst().incident().failure().detail()).isEqualTo("takes 1GiB");
    }

    @Test
    void targetsWithoutNotificationsAreNotReported() {
        policy = policy.found();
        hygiene = Optional.of(unbounded(LogGrowth.LARGE));

        faults.inspect(after(Duration.ofMinutes(0), UNREADABLE));
        faults.inspect(after(Duration.ofHours(1), UNREADABLE));

        assertThat(told).isEmpty();
    }

    @Test
    void aRejectedNotificationIsRetried() {
        List<Notice> taken = new ArrayList<>();
        boolean[] isFull = {true};
        SetupFaults patient = new SetupFaults(notice -> {
            if (isFull[0]) {
                throw new StoreException("no space left", new IllegalStateException("full"));
            }
            taken.add(notice);
        });
        hygiene = Optional.of(unbounded(LogGrowth.LARGE));
        patient.inspect(after(Duration.ofMinutes(1), READ));
        assertThat(taken).isEmpty();

        isFull[0] = false;
        patient.inspect(after(Duration.ofMinutes(2), READ));

        assertThat(taken).hasSize(1);
    }

    @Test
    void invalidLabelsAreReportedOnceAndAgainAfterAChange() {
        labelFaults = List.of("labels.dogwatch.check.site.http.prot: unknown key");
        labelsOf(after(Duration.ofMinutes(0), READ));
        labelsOf(after(Duration.ofMinutes(1), READ));
        faults.inspect(after(Duration.ofMinutes(2), READ));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().kind()).isEqualTo(Notice.Kind.LABEL_FAULT);

        labelFaults = List.of("labels.dogwatch.check.site.http.port: 0 is not from 1 to 65535");
        labelsOf(after(Duration.ofMinutes(3), READ));

        assertThat(told).hasSize(2);
        assertThat(told.getLast().incident().failure().detail()).contains("0 is not from 1");
    }

    @Test
    void invalidLabelsAreNotReportedDuringASilenceOrWithoutNotifications() {
        labelFaults = List.of("labels.dogwatch.check.site.http.prot: unknown key");
        muted = true;
        labelsOf(after(Duration.ofMinutes(0), READ));
        muted = false;
        policy = policy.found();
        labelsOf(after(Duration.ofMinutes(1), READ));
        assertThat(told).isEmpty();

        policy = Policy.HEAL;
        labelsOf(after(Duration.ofMinutes(2), READ));

        assertThat(told).hasSize(1);
    }

    @Test
    void aPersistentProblemIsQueuedOnceADayToKeepItsRecord() {
        labelFaults = List.of("labels.dogwatch.check.site.http.prot: unknown key");
        faults.inspect(after(Duration.ZERO, READ));
        faults.inspect(after(Duration.ofSeconds(86_399), READ));
        assertThat(told).hasSize(1);

        faults.inspect(after(Duration.ofDays(1), READ));
        faults.inspect(after(Duration.ofDays(1).plusMinutes(1), READ));

        assertThat(told).hasSize(2);
        assertThat(told.getLast().id()).isEqualTo(told.getFirst().id());
    }

    @Test
    void stateOfRemovedContainersIsDropped() {
        hygiene = Optional.of(unbounded(LogGrowth.LARGE));
        faults.inspect(after(Duration.ofMinutes(0), UNREADABLE));
        String id = engine.inspect("web").orElseThrow().id();

        faults.retain(Set.of(id));
        faults.inspect(after(Duration.ofMinutes(1), UNREADABLE));
        assertThat(told).hasSize(1);

        faults.retain(Set.of("another"));
        faults.inspect(after(Duration.ofMinutes(15), UNREADABLE));

        assertThat(told).hasSize(2).allMatch(notice -> notice.kind() == Notice.Kind.LOG_UNBOUNDED);
    }

    private void labelsOf(TargetView view) {
        faults.labels(view.watch(), view.state(), view.at());
    }

    private TargetView after(Duration sinceZero, String unreadable) {
        Instant now = ZERO.plus(sinceZero);
        Watch watch = new Watch(
                new TargetId("local", "web"),
                List.<Check>of(
                        new Check.StateCheck("state", Thresholds.CERTAIN),
                        new LogCheck(
                                "beat",
                                Thresholds.CERTAIN,
                                LogCheck.Source.AUTO,
                                List.of(),
                                Optional.empty(),
                                LogCheck.DEFAULT_CLEAR_AFTER)),
                policy,
                false,
                "rule 1",
                labelFaults);
        TargetState state = Judge.judge(
                        watch,
                        TargetState.initial(PersistentState.EMPTY, now),
                        new Event.Observed(engine.inspect("web")),
                        now)
                .state();
        TargetContext silence = new TargetContext(List.of(), muted, List.of(), Optional.empty(), List.of());
        state = Judge.judge(watch, state, new Event.ContextChanged(silence), now)
                .state();
        return new TargetView(
                watch,
                state,
                Map.of(),
                hygiene,
                Optional.of(new LogStats(0, 0, 0, 0, 0, 0, 0, Instant.EPOCH, "", unreadable, isForGood)),
                Availability.NONE,
                now);
    }

    private static LogGrowth unbounded(long size) {
        return new LogGrowth(
                "web",
                "json-file",
                Map.of(),
                OptionalLong.of(size),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ZERO,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                true);
    }
}
