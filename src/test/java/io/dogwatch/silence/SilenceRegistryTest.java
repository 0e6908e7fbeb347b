package io.dogwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dogwatch.judge.Hold;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceRegistryTest {

    private static final TargetId WEB = new TargetId("local", "web");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final FakeAlarms alarms = new FakeAlarms();
    private final MemoryWindows store = new MemoryWindows();
    private final AtomicInteger changes = new AtomicInteger();
    private SilenceRegistry book =
            new SilenceRegistry(List.of(), new RestartSwitch(false, Path.of(".")), store, clock, alarms);

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void open() {
        book = book();
        changes.set(0);
    }

    @Test
    void nothingIsHeldWithoutASilence() {
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        assertThat(book.isStopped()).isFalse();
        assertThat(alarms.times()).isEmpty();
    }

    @Test
    void aMaintenanceHoldsAndMutesFromStartToEnd() {
        book.add(order(
                "name=web", "from=2026-11-24T13:00Z", "until=2026-11-24T14:00Z", "comment=kernel", "createdBy=ops"));

        clock.set("2026-11-24T12:59:59.999Z");
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        clock.set("2026-11-24T13:00:00Z");
        assertThat(book.on(WEB, Map.of()))
                .isEqualTo(new ActiveHolds(
                        List.of(new Hold(
                                Reason.MAINTENANCE,
                                "maintenance by ops: kernel",
                                Optional.of(Instant.parse("2026-11-24T14:00:00Z")))),
                        true,
                        false));
        assertThat(book.on(new TargetId("local", "db"), Map.of())).isEqualTo(ActiveHolds.NOTHING);
        clock.set("2026-11-24T14:00:00Z");
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
    }

    @Test
    void aPauseHoldsRestartsMutesNotificationsAndExpires() {
        book.add(order("name=web", "for=1h", "watching=pause", "comment=kernel", "createdBy=ops"));

        assertThat(book.on(WEB, Map.of()).paused()).isTrue();
        assertThat(book.on(WEB, Map.of()).muted()).isTrue();
        assertThat(book.on(WEB, Map.of()).holds())
                .extracting(Hold::detail)
                .containsExactly("watching paused by ops: kernel");
        assertThat(book.on(new TargetId("local", "db"), Map.of()).paused()).isFalse();

        clock.set("2026-11-24T13:00:00Z");
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
    }

    @Test
    void theAlarmFiresAtEachStartAndEnd() {
        book.add(order("name=web", "from=2026-11-24T13:00Z", "until=2026-11-24T14:00Z"));
        changes.set(0);

        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T13:00:00Z"));
        clock.set("2026-11-24T13:00:00Z");
        alarms.ringFirst();
        assertThat(changes).hasValue(1);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T14:00:00Z"));
        clock.set("2026-11-24T14:00:00Z");
        alarms.ringFirst();
        assertThat(changes).hasValue(2);
        assertThat(alarms.times()).isEmpty();
    }

    @Test
    void anEarlyAlarmIsRescheduled() {
        book.add(order("name=web", "from=2026-11-24T13:00Z", "for=1h"));
        changes.set(0);

        clock.set("2026-11-24T12:59:59.960Z");
        alarms.ringFirst();

        assertThat(changes).hasValue(0);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T13:00:00Z"));
    }

    @Test
    void overlappingSilencesEachHoldUntilTheirEnd() {
        book.add(order("name=web", "for=2h", "createdBy=a"));
        book.add(order("name=w*", "for=1h", "createdBy=b"));
        book.add(order("host=local", "for=3h", "createdBy=c", "restarts=allow"));

        assertThat(book.on(WEB, Map.of()).holds().stream().map(Hold::detail))
                .containsExactly("maintenance by b", "maintenance by a");
        clock.advance(Duration.ofHours(1));
        assertThat(book.on(WEB, Map.of()).holds())
                .singleElement()
                .extracting(Hold::detail)
                .isEqualTo("maintenance by a");
        clock.advance(Duration.ofHours(1));
        assertThat(book.on(WEB, Map.of())).isEqualTo(new ActiveHolds(List.of(), true, false));
        clock.advance(Duration.ofHours(1));
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
    }

    @Test
    void aSilenceSelectsByLabelComposeProjectAndHost() {
        book.add(order("label=team=a*", "for=1h", "createdBy=a"));
        book.add(order("project=shop", "service=w*", "for=1h", "createdBy=b"));
        book.add(order("name=*", "host=other", "for=1h", "createdBy=c"));

        assertThat(details(WEB, Map.of("team", "alpha"))).containsExactly("maintenance by a");
        assertThat(details(WEB, Map.of("com.docker.compose.project", "shop", "com.docker.compose.service", "web")))
                .containsExactly("maintenance by b");
        assertThat(details(WEB, Map.of("com.docker.compose.project", "shop"))).isEmpty();
        assertThat(details(new TargetId("other", "x"), Map.of())).containsExactly("maintenance by c");
    }

    @Test
    void anExpiredSilenceEndsImmediatelyAndStaysExpired() {
        Silence window = book.add(order("name=web", "for=1h"));
        clock.advance(Duration.ofMinutes(10));
        changes.set(0);

        assertThat(book.end(window.id()).orElseThrow().endedAt()).contains(clock.instant());

        assertThat(changes).hasValue(1);
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        assertThat(alarms.times()).isEmpty();
        assertThat(store.windows())
                .singleElement()
                .extracting(Silence::endedAt)
                .isEqualTo(Optional.of(clock.instant()));
        clock.advance(Duration.ofMinutes(-5));
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        assertThat(book.end("nobody")).isEmpty();
    }

    @Test
    void anEndedSilenceCannotBeExpired() {
        Silence window = book.add(order("name=web", "for=1h"));
        clock.advance(Duration.ofHours(2));

        assertThat(book.end(window.id())).contains(window);
    }

    @Test
    void windowsSurviveARestart() {
        book.add(order("name=web", "for=1h", "createdBy=ops"));

        assertThat(book().on(WEB, Map.of()).holds()).hasSize(1);
    }

    @Test
    void aSilenceThatCannotBeSavedDoesNotApply() {
        store.broken = true;

        assertThatThrownBy(() -> book.add(order("name=web", "for=1h"))).hasMessage("disk full");

        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        assertThat(book.windows()).isEmpty();
    }

    @Test
    void aConfiguredSilenceCannotBeExpired() {
        SilenceRegistry configured = new SilenceRegistry(
                List.of(order("name=web", "for=1h")), new RestartSwitch(false, folder), store, clock, alarms);

        assertThat(configured.windows()).singleElement().extracting(Silence::id).isEqualTo("config-1");
        assertThat(configured.end("config-1")).isEmpty();
        assertThat(configured.on(WEB, Map.of()).holds()).hasSize(1);
        assertThat(store.windows()).isEmpty();
    }

    @Test
    void aLabelIsASilenceForItsContainer() {
        Map<String, String> labels = Map.of("dogwatch.maintenance", "0 13 * * * for 2h");
        assertThat(book.on(WEB, labels)).isEqualTo(ActiveHolds.NOTHING);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T13:00:00Z"));

        clock.set("2026-11-24T13:00:00Z");
        alarms.ringFirst();

        assertThat(changes).hasValue(1);
        assertThat(book.on(WEB, labels))
                .isEqualTo(new ActiveHolds(
                        List.of(new Hold(
                                Reason.MAINTENANCE,
                                "maintenance by its label",
                                Optional.of(Instant.parse("2026-11-24T15:00:00Z")))),
                        true,
                        false));
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T15:00:00Z"));
        assertThat(book.on(WEB, Map.of("dogwatch.maintenance", "nonsense"))).isEqualTo(ActiveHolds.NOTHING);
    }

    @Test
    void aClockJumpAppliesToQueriesImmediatelyAndToListenersAtTheNextCheck() {
        book.add(order("name=web", "from=2026-11-24T13:00Z", "for=1h"));
        changes.set(0);

        clock.set("2026-11-24T13:30:00Z");
        assertThat(book.on(WEB, Map.of()).holds()).hasSize(1);
        book.refresh();
        assertThat(changes).hasValue(1);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T14:00:00Z"));

        clock.set("2026-11-24T12:30:00Z");
        assertThat(book.on(WEB, Map.of())).isEqualTo(ActiveHolds.NOTHING);
        book.refresh();
        assertThat(changes).hasValue(2);
        assertThat(alarms.times()).containsExactly(Instant.parse("2026-11-24T13:00:00Z"));
        book.refresh();
        assertThat(changes).as("nothing more has happened").hasValue(2);
    }

    @Test
    void theSwitchFileDisablesRestartsImmediatelyAndNotifiesAtTheNextCheck() throws IOException {
        Files.createFile(folder.resolve("RESTARTS_DISABLED"));

        assertThat(book.isStopped()).isTrue();
        assertThat(changes).hasValue(0);
        book.refresh();
        assertThat(changes).hasValue(1);
        assertThat(book.on(WEB, Map.of()))
                .isEqualTo(new ActiveHolds(
                        List.of(new Hold(Reason.RESTARTS_DISABLED, "by the file RESTARTS_DISABLED", Optional.empty())),
                        false,
                        false));

        Files.delete(folder.resolve("RESTARTS_DISABLED"));
        assertThat(book.isStopped()).isFalse();
        book.refresh();
        assertThat(changes).hasValue(2);
    }

    @Test
    void manuallyDisabledRestartsAreDurableAndPrecedeMaintenance() throws IOException {
        book.add(order("name=web", "for=1h", "createdBy=ops"));

        book.stop("ops", "network work");

        assertThat(Files.readString(folder.resolve("RESTARTS_DISABLED")))
                .contains("createdBy: ops", "comment: network work", "2026-11-24");
        assertThat(book().isStopped()).isTrue();
        assertThat(details(WEB, Map.of())).containsExactly("by ops: network work", "maintenance by ops");
        book.lift();
        assertThat(Files.exists(folder.resolve("RESTARTS_DISABLED"))).isFalse();
        assertThat(book.isStopped()).isFalse();
    }

    @Test
    void restartsDisabledByTheConfigurationCannotBeEnabledManually() throws IOException {
        SilenceRegistry stopped = new SilenceRegistry(List.of(), new RestartSwitch(true, folder), store, clock, alarms);

        stopped.lift();

        assertThat(stopped.isStopped()).isTrue();
        assertThat(stopped.stop().line()).isEqualTo("by the configuration");
    }

    @Test
    void onlyOldSilencesAreDeleted() {
        book.add(order("name=web", "for=1h"));
        book.add(order("name=web", "cron=0 3 * * *", "for=1h"));
        clock.advance(Duration.ofDays(2));

        book.prune(clock.instant().minus(Duration.ofDays(1)));

        assertThat(book.windows())
                .singleElement()
                .satisfies(window -> assertThat(window.order().when()).isInstanceOf(SilenceSchedule.Recurring.class));
    }

    @Test
    void aFailingListenerDoesNotAffectOthers() {
        AtomicInteger told = new AtomicInteger();
        book.onChange(() -> {
            throw new IllegalStateException("of the test");
        });
        book.onChange(told::incrementAndGet);

        book.add(order("name=web", "for=1h"));

        assertThat(told).hasValue(1);
    }

    private SilenceRegistry book() {
        SilenceRegistry opened = new SilenceRegistry(List.of(), new RestartSwitch(false, folder), store, clock, alarms);
        opened.onChange(changes::incrementAndGet);
        return opened;
    }

    private List<String> details(TargetId target, Map<String, String> labels) {
        return book.on(target, labels).holds().stream().map(Hold::detail).toList();
    }

    private SilenceSpec order(String... texts) {
        Map<String, String> form = new HashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            form.put(text.substring(0, equals), text.substring(equals + 1));
        }
        List<String> faults = new ArrayList<>();
        return SilenceParser.read(
                        form,
                        Set.of("local", "other"),
                        Optional.of(clock.instant()),
                        "api",
                        (key, message) -> faults.add(key + ": " + message))
                .orElseThrow(() -> new AssertionError(faults.toString()));
    }

    @Test
    void aReloadChangesOnlyTheConfiguredSilences() throws Exception {
        SilenceRegistry opened = new SilenceRegistry(
                List.of(order("name=web", "for=1h")), new RestartSwitch(false, folder), store, clock, alarms);
        Silence persons = opened.add(order("name=mailer", "for=2h"));

        opened.follow(List.of(order("name=agent", "for=1h"), order("name=web", "for=1h")), true);

        assertThat(opened.windows()).extracting(Silence::id).containsExactly("config-1", "config-2", persons.id());
        assertThat(opened.isStopped()).isTrue();
        opened.follow(List.of(), false);
        assertThat(opened.windows()).containsExactly(persons);
        assertThat(opened.isStopped()).isFalse();
    }
}
