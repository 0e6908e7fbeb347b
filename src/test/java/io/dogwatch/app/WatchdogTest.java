package io.dogwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.notify.FatalNotice;
import io.dogwatch.notify.MailRenderer;
import io.dogwatch.notify.MailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int LOOKS = 4;

    @TempDir
    Path folder;

    private final Map<String, String> troubles = new HashMap<>();
    private int ends;
    private Instant now = NOON;

    private Watchdog watchdog() {
        MailSettings mail = new MailSettings("dogwatch@example.org", List.of("ops@example.org"), List.of());
        MailRenderer writer = new MailRenderer("here", Optional.empty(), ZoneOffset.UTC);
        FatalNotice words = new FatalNotice(mail, writer, folder.resolve("maildir"), folder, "box");
        InstantSource clock = () -> now;
        return new Watchdog(
                () -> Map.copyOf(troubles), Watchdog.POLL_INTERVAL.multipliedBy(LOOKS), words, clock, () -> ends++);
    }

    private static void look(Watchdog watchdog, int times) {
        for (int i = 0; i < times; i++) {
            watchdog.poll();
        }
    }

    private List<String> letters() throws IOException {
        Path place = folder.resolve("maildir/new");
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(WatchdogTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWorksIsLeftAlone() throws IOException {
        look(watchdog(), 100);

        assertThat(ends).isZero();
        assertThat(letters()).isEmpty();
    }

    @Test
    void whatDoesNotWorkForLongEndsDogwatchWhichSaysWhyFirst() throws IOException {
        Watchdog watchdog = watchdog();
        troubles.put("scheduler", "started no job for 40 s");

        look(watchdog, LOOKS - 1);
        assertThat(ends).isZero();
        watchdog.poll();

        assertThat(ends).isEqualTo(1);
        assertThat(letters())
                .singleElement()
                .asString()
                .contains("Subject: [dogwatch] Dogwatch on box has ended itself")
                .contains("To: ops@example.org")
                .contains("scheduler: started no job for 40 s");
    }

    @Test
    void aTroubleThatPassesIsForgotten() {
        Watchdog watchdog = watchdog();
        for (int i = 0; i < 10; i++) {
            troubles.put("store", "full");
            look(watchdog, LOOKS - 1);
            troubles.clear();
            watchdog.poll();
        }

        assertThat(ends).isZero();
    }

    @Test
    void twoTroublesTakingTurnsAreNotOneThatLasts() {
        Watchdog watchdog = watchdog();
        for (int i = 0; i < 10; i++) {
            troubles.clear();
            troubles.put(i % 2 == 0 ? "store" : "senders", "no");
            look(watchdog, LOOKS - 1);
        }

        assertThat(ends).isZero();
    }

    @Test
    void repeatedStartsSendOneMailPerHour() throws IOException {
        troubles.put("store", "full");
        for (int life = 0; life < 30; life++) {
            look(watchdog(), LOOKS);
            now = now.plus(Duration.ofMinutes(4));
        }

        assertThat(ends).isEqualTo(30);
        assertThat(letters()).hasSize(2);
    }

    @Test
    void itEndsEvenWithoutReceivers() throws IOException {
        Files.writeString(folder.resolve("maildir"), "in the way");
        troubles.put("store", "full");

        look(watchdog(), LOOKS);

        assertThat(ends).isEqualTo(1);
    }
}
