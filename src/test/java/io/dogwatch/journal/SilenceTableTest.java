package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSelector;
import io.dogwatch.silence.Scope;
import io.dogwatch.silence.Silence;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import io.dogwatch.silence.SilenceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTableTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123456789Z");
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    SqlJournal journal;

    /** Of the same journal each time. On SQLite; others have it on another database. */
    SqlJournal journal(Path place) {
        return SqlJournal.open(place);
    }

    @BeforeEach
    void open() {
        journal = journal(folder);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void windowsAreThereAfterAReopeningJustAsTheyWere() {
        Silence once =
                window("b", AT, everything(new SilenceSchedule.Once(AT, AT.plus(Duration.ofHours(2))), true, false));
        Silence recurring = window(
                "a",
                AT.plusSeconds(1),
                web(SilenceParser.recurring("0 3 * * SUN", Duration.ofMinutes(90), "Europe/Berlin"), false, true));
        journal.save(once);
        journal.save(recurring);

        reopen();

        assertThat(journal.windows()).containsExactly(once, recurring);
    }

    @Test
    void aPauseIsAPauseAfterAReopeningToo() {
        SilenceSpec nobodyLooks = new SilenceSpec(
                new Scope(Optional.of("local"), new ContainerSelector(Optional.of("web"), NONE, NONE, NONE, NONE)),
                new SilenceSchedule.Once(AT, AT.plus(Duration.ofDays(30))),
                true,
                true,
                true,
                "anna",
                "it is being rebuilt");
        Silence pause = window("p", AT, nobodyLooks);
        journal.save(pause);

        reopen();

        assertThat(journal.windows()).containsExactly(pause);
    }

    @Test
    void oneThatWasEndedIsKeptAsEnded() {
        Silence window = window("a", AT, web(new SilenceSchedule.Once(AT, AT.plus(Duration.ofHours(2))), true, true));
        journal.save(window);
        Silence ended = new Silence(window.id(), window.order(), window.madeAt(), Optional.of(AT.plusSeconds(5)));

        journal.save(ended);
        reopen();

        assertThat(journal.windows()).containsExactly(ended);
    }

    @Test
    void oneThatIsOverIsForgottenOnlyWhenItHasBeenForLong() {
        Instant over = AT.plus(Duration.ofHours(1));
        Silence once = window("a", AT, web(new SilenceSchedule.Once(AT, over), true, true));
        SilenceSpec weekly = web(SilenceParser.recurring("0 3 * * SUN", Duration.ofMinutes(90), "UTC"), true, true);
        Silence recurring = window("b", AT, weekly);
        Silence ended = new Silence("c", weekly, AT, Optional.of(AT.plus(Duration.ofMinutes(1))));
        journal.save(once);
        journal.save(recurring);
        journal.save(ended);

        journal.prune(AT.plus(Duration.ofMinutes(1)));
        assertThat(journal.windows()).containsExactly(once, recurring, ended);
        journal.prune(over);
        assertThat(journal.windows()).containsExactly(once, recurring);
        journal.prune(over.plusNanos(1));
        assertThat(journal.windows()).containsExactly(recurring);
    }

    private void reopen() {
        journal.close();
        journal = journal(folder);
    }

    private static Silence window(String id, Instant madeAt, SilenceSpec order) {
        return new Silence(id, order, madeAt, Optional.empty());
    }

    private static SilenceSpec web(SilenceSchedule when, boolean holds, boolean mutes) {
        ContainerSelector match = new ContainerSelector(Optional.of("web"), NONE, NONE, NONE, NONE);
        return new SilenceSpec(new Scope(NONE, match), when, holds, mutes, false, "ops", "");
    }

    private static SilenceSpec everything(SilenceSchedule when, boolean holds, boolean mutes) {
        ContainerSelector match = new ContainerSelector(
                Optional.of("w*"), NONE, Optional.of("team=a"), Optional.of("shop"), Optional.of("it's; -- a test"));
        return new SilenceSpec(
                new Scope(Optional.of("local"), match), when, holds, mutes, false, "ops", "new \"kernel\"");
    }
}
