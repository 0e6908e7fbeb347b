package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static io.dogwatch.notify.Notices.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dogwatch.journal.OutboxEntry;
import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxSenderTest {

    private static Delivery accepting(Notice notice) {
        return new Delivery.Accepted();
    }

    private static Delivery down(Notice notice) {
        return new Delivery.TryAgain("connection refused");
    }

    @TempDir
    Path folder;

    private volatile Instant now = AT;
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private volatile Function<Notice, Delivery> server = OutboxSenderTest::accepting;

    private SqlJournal journal;
    private OutboxSender sender;

    @BeforeEach
    void open() {
        journal = SqlJournal.open(folder);
        sender = new OutboxSender(journal, this::deliver, () -> now);
        sender.start();
    }

    @AfterEach
    void close() {
        sender.close();
        journal.close();
    }

    private Delivery deliver(OutgoingMessage message) {
        Notice notice = message.newest();
        List<Evidence> evidence = message.evidence();
        attempts.add(notice.id());
        Delivery delivery = server.apply(notice);
        if (delivery instanceof Delivery.Accepted) {
            accepted.add(notice.id() + (evidence.isEmpty() ? "" : "+" + evidence.size()));
        }
        return delivery;
    }

    private void advance(Duration duration) {
        now = now.plus(duration);
        sender.nudge();
    }

    private void enqueue(String incident, int sequence) {
        Incident about = incident(incident, new TargetId("local", "web"), "500");
        journal.enqueue(new Notice(Notice.Kind.CLOSED, about, sequence, ""), now);
        sender.nudge();
    }

    private OutboxEntry entry(String id) {
        return journal.outbox(100).stream()
                .filter(entry -> entry.notice().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsEnqueuedIsDeliveredWithItsEvidenceAndMarked() {
        journal.saveEvidence("a", "", new Evidence(AT, List.of()));
        enqueue("a", 1);

        await().until(() -> entry("a-1").state().equals("sent"));
        assertThat(accepted).containsExactly("a-1+1");
        assertThat(sender.stats()).isEqualTo(new OutboxSender.Stats(1, 0, 0, Optional.empty()));
    }

    @Test
    void whatWaitsIsDeliveredByTheLinesThatFollow() {
        server = OutboxSenderTest::down;
        enqueue("a", 1);
        await().until(() -> attempts.contains("a-1"));
        List<String> byTheOther = new CopyOnWriteArrayList<>();

        sender.follow(List.of(new Receiver(
                ReceiverRouting.MAIL,
                message -> {
                    byTheOther.add(message.newest().id());
                    return new Delivery.Accepted();
                },
                RateLimits.UNLIMITED)));
        advance(Duration.ofHours(1));

        await().until(() -> entry("a-1").state().equals("sent"));
        assertThat(byTheOther).containsExactly("a-1");
        assertThat(accepted).isEmpty();
    }

    @Test
    void linesWithoutMailAreRefusedAndThoseBeforeGoOn() {
        assertThatThrownBy(() -> sender.follow(List.of())).hasMessageContaining(ReceiverRouting.MAIL);

        enqueue("a", 1);

        await().until(() -> entry("a-1").state().equals("sent"));
    }

    @Test
    void noticesOfOneIncidentKeepTheirOrderWhileOthersGoOn() {
        server = notice -> notice.id().equals("a-1") ? new Delivery.TryAgain("greylisted") : new Delivery.Accepted();
        enqueue("a", 1);
        enqueue("a", 2);
        enqueue("b", 1);

        await().until(() -> accepted.contains("b-1"));
        assertThat(accepted).doesNotContain("a-2");

        server = OutboxSenderTest::accepting;
        advance(Duration.ofSeconds(10));

        await().until(() -> accepted.size() == 3);
        assertThat(accepted).containsExactly("b-1", "a-1", "a-2");
    }

    @Test
    void whoeverAsksForAPauseHasIt() {
        server = notice -> new Delivery.TryAgain("429", Duration.ofMinutes(10));
        enqueue("a", 1);

        await().until(() -> entry("a-1").attempts() == 1);
        assertThat(entry("a-1").dueAt()).isEqualTo(AT.plus(Duration.ofMinutes(10)));
    }

    @Test
    void aFailedAttemptIsRepeatedAfterTenSecondsAndNotBefore() {
        server = OutboxSenderTest::down;
        enqueue("a", 1);
        await().until(() -> entry("a-1").attempts() == 1);
        assertThat(entry("a-1").dueAt()).isEqualTo(AT.plusSeconds(10));
        assertThat(entry("a-1").lastError()).contains("connection refused");

        advance(Duration.ofSeconds(10).minusNanos(1));
        enqueue("marker", 1);
        await().until(() -> attempts.contains("marker-1"));
        assertThat(attempts).containsExactly("a-1", "marker-1");

        advance(Duration.ofNanos(1));
        await().until(() -> entry("a-1").attempts() == 2);
        assertThat(entry("a-1").dueAt()).isEqualTo(AT.plusSeconds(30));
    }

    @Test
    void aServerThatIsDownForTwoHoursLosesNothingAndMixesUpNothing() {
        server = OutboxSenderTest::down;
        for (int i = 0; i < 10; i++) {
            enqueue("i" + i, 1);
            enqueue("i" + i, 2);
        }
        for (int minute = 0; minute < 120; minute += 10) {
            int before = attempts.size();
            advance(Duration.ofMinutes(10));
            String marker = "marker" + minute;
            enqueue(marker, 1);
            await().until(() -> attempts.contains(marker + "-1"));
            assertThat(attempts.size()).isGreaterThan(before);
        }
        assertThat(accepted).isEmpty();
        assertThat(sender.stats().troubleSince()).contains(AT);

        server = OutboxSenderTest::accepting;
        advance(Duration.ofHours(1));

        await().until(() -> journal.outboxDepth().waiting() == 0);
        assertThat(accepted).doesNotHaveDuplicates().hasSize(32);
        for (int i = 0; i < 10; i++) {
            assertThat(accepted.indexOf("i" + i + "-1")).isLessThan(accepted.indexOf("i" + i + "-2"));
        }
        assertThat(sender.stats().troubleSince()).isEmpty();
        assertThat(sender.stats().dead()).isZero();
    }

    @Test
    void afterFiveDaysANoticeIsDeadAndVisibleAndTheNextMayGo() {
        server = notice -> notice.id().equals("a-1") ? new Delivery.TryAgain("no route") : new Delivery.Accepted();
        enqueue("a", 1);
        await().until(() -> entry("a-1").attempts() == 1);
        enqueue("a", 2);

        advance(Duration.ofDays(5).minusNanos(1));
        await().until(() -> entry("a-1").attempts() == 2);
        assertThat(entry("a-1").state()).isEqualTo("waiting");

        advance(Duration.ofHours(1));
        await().until(() -> accepted.contains("a-2"));
        assertThat(entry("a-1").state()).isEqualTo("dead");
        assertThat(entry("a-1").lastError()).contains("no route");
        assertThat(sender.stats().dead()).isEqualTo(1);
    }

    @Test
    void aPermanentRefusalIsDeadImmediately() {
        server = notice -> new Delivery.Refused("550 no such user");
        enqueue("a", 1);

        await().until(() -> entry("a-1").state().equals("dead"));
        assertThat(entry("a-1").lastError()).contains("550 no such user");
        assertThat(attempts).containsExactly("a-1");
    }

    @Test
    void aChannelThatBreaksDoesNotEndTheLoop() {
        server = notice -> {
            throw new IllegalStateException("a fault of ours");
        };
        enqueue("a", 1);
        await().until(() -> entry("a-1").attempts() == 1);

        server = OutboxSenderTest::accepting;
        advance(Duration.ofSeconds(10));

        await().until(() -> entry("a-1").state().equals("sent"));
    }

    @Test
    void aStoreThatFailsAfterTheDeliveryDoesNotDeliverTwice() {
        FailingJournal failing = new FailingJournal(journal);
        sender.close();
        sender = new OutboxSender(failing, this::deliver, () -> now);
        failing.failWrites(true);
        sender.start();
        enqueue("a", 1);
        await().until(() -> failing.refusals() >= 2);

        failing.failWrites(false);
        sender.nudge();

        await().until(() -> entry("a-1").state().equals("sent"));
        assertThat(accepted).containsExactly("a-1");
    }

    @Test
    void aNewSenderGoesOnWhereTheOldOneStopped() {
        server = OutboxSenderTest::down;
        enqueue("a", 1);
        await().until(() -> entry("a-1").attempts() == 1);
        sender.close();
        journal.close();

        server = OutboxSenderTest::accepting;
        now = AT.plusSeconds(10);
        open();

        await().until(() -> entry("a-1").state().equals("sent"));
        assertThat(entry("a-1").attempts()).isEqualTo(2);
    }

    @Test
    void closingDoesNotWaitForAServerThatDoesNotAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        server = notice -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Delivery.TryAgain("interrupted");
        };
        enqueue("a", 1);
        await().until(() -> attempts.size() == 1);
        Instant before = Instant.now();

        sender.close();

        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(entry("a-1"))
                .extracting(OutboxEntry::state, OutboxEntry::attempts)
                .containsExactly("waiting", 0);
    }

    @Test
    void closingLetsADeliveryUnderWayEnd() {
        CountDownLatch answer = new CountDownLatch(1);
        server = notice -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Delivery.Accepted();
        };
        enqueue("a", 1);
        await().until(() -> attempts.size() == 1);
        Thread closer = Thread.ofVirtual().start(sender::close);

        answer.countDown();

        await().until(() -> !closer.isAlive());
        assertThat(entry("a-1").state()).isEqualTo("sent");
    }
}
