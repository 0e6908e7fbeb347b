package io.dogwatch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.hold.Order;
import io.dogwatch.hold.OrderForm;
import io.dogwatch.hold.Scope;
import io.dogwatch.hold.When;
import io.dogwatch.hold.Window;
import io.dogwatch.target.Match;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTableTest {

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
        Window once = window("b", AT, everything(new When.Once(AT, AT.plus(Duration.ofHours(2))), true, false));
        Window recurring = window(
                "a",
                AT.plusSeconds(1),
                web(OrderForm.recurring("0 3 * * SUN", Duration.ofMinutes(90), "Europe/Berlin"), false, true));
        journal.save(once);
        journal.save(recurring);

        reopen();

        assertThat(journal.windows()).containsExactly(once, recurring);
    }

    @Test
    void aPauseIsAPauseAfterAReopeningToo() {
        Order nobodyLooks = new Order(
                new Scope(Optional.of("local"), new Match(Optional.of("web"), NONE, NONE, NONE, NONE)),
                new When.Once(AT, AT.plus(Duration.ofDays(30))),
                true,
                true,
                true,
                "anna",
                "it is being rebuilt");
        Window pause = window("p", AT, nobodyLooks);
        journal.save(pause);

        reopen();

        assertThat(journal.windows()).containsExactly(pause);
    }

    @Test
    void oneThatWasEndedIsKeptAsEnded() {
        Window window = window("a", AT, web(new When.Once(AT, AT.plus(Duration.ofHours(2))), true, true));
        journal.save(window);
        Window ended = new Window(window.id(), window.order(), window.madeAt(), Optional.of(AT.plusSeconds(5)));

        journal.save(ended);
        reopen();

        assertThat(journal.windows()).containsExactly(ended);
    }

    @Test
    void oneThatIsOverIsForgottenOnlyWhenItHasBeenForLong() {
        Instant over = AT.plus(Duration.ofHours(1));
        Window once = window("a", AT, web(new When.Once(AT, over), true, true));
        Order weekly = web(OrderForm.recurring("0 3 * * SUN", Duration.ofMinutes(90), "UTC"), true, true);
        Window recurring = window("b", AT, weekly);
        Window ended = new Window("c", weekly, AT, Optional.of(AT.plus(Duration.ofMinutes(1))));
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

    private static Window window(String id, Instant madeAt, Order order) {
        return new Window(id, order, madeAt, Optional.empty());
    }

    private static Order web(When when, boolean holds, boolean mutes) {
        Match match = new Match(Optional.of("web"), NONE, NONE, NONE, NONE);
        return new Order(new Scope(NONE, match), when, holds, mutes, false, "ops", "");
    }

    private static Order everything(When when, boolean holds, boolean mutes) {
        Match match = new Match(
                Optional.of("w*"), NONE, Optional.of("team=a"), Optional.of("shop"), Optional.of("it's; -- a test"));
        return new Order(new Scope(Optional.of("local"), match), when, holds, mutes, false, "ops", "new \"kernel\"");
    }
}
