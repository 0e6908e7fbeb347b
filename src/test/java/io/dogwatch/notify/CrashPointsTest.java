package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dies at every step of append, pack, send and mark: before the store has it, after it, before the other side has it, after
 * it. What dies comes back with the same store, as a new process would, and goes on.
 */
@Timeout(300)
class CrashPointsTest {

    private static final int POINTS = 240;
    private static final int INCIDENTS = 3;
    private static final List<String> LINES = List.of(ReceiverRouting.MAIL, "night");

    @TempDir
    Path folder;

    /** A thing that has arrived: which message on which line, with the notices that it told. */
    private record Arrival(String line, String message, String messageId, List<String> notices) {}

    @Test
    void nothingIsLostAndAtMostOneMessageOfALineComesTwiceForEachDeath() {
        long seed = Long.getLong("dogwatch.seed", System.nanoTime());
        System.out.println("CrashPointsTest seed=" + seed);
        Random random = new Random(seed);
        Map<String, Integer> deaths = new LinkedHashMap<>();
        int twice = 0;
        for (int point = 0; point < POINTS; point++) {
            String story = "seed " + seed + ", point " + point;
            RateLimits manners = point % 2 == 0 ? RateLimits.BLUNT : RateLimits.DEFAULT;
            Life life = new Life(folder.resolve("p" + point), manners, random);
            life.dieAt(1 + point / 2 % 60, random.nextInt(4) == 0 ? 1 + random.nextInt(30) : 0);
            life.live();
            twice += life.verify(story);
            life.diedAt.forEach(step -> deaths.merge(step, 1, Integer::sum));
        }
        System.out.println("CrashPointsTest points=" + POINTS + " deaths=" + deaths + " repeated=" + twice);
        assertThat(deaths.keySet()).as("all steps were hit").hasSizeGreaterThanOrEqualTo(10);
        assertThat(deaths.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(200);
    }

    /** Thrown as an Error, so that nobody's catch for what may go wrong keeps it from ending the process. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    /** One store, two lines, three incidents with three notices each, and as many processes as it takes. */
    private static final class Life {
        private final Path folder;
        private final RateLimits manners;
        private final Random random;
        private final List<Arrival> arrivals = new ArrayList<>();
        private final Set<String> promised = new LinkedHashSet<>();
        private final List<String> diedAt = new ArrayList<>();
        private final AtomicInteger step = new AtomicInteger();
        private final List<Integer> fatal = new ArrayList<>();
        private int written;
        private Instant now = AT;

        Life(Path folder, RateLimits manners, Random random) {
            this.folder = folder;
            this.manners = manners;
            this.random = random;
        }

        void dieAt(int first, int later) {
            fatal.add(first);
            if (later > 0) {
                fatal.add(first + later);
            }
        }

        /** A step that may be the last one. */
        private void pass(String name) {
            if (fatal.contains(step.incrementAndGet())) {
                diedAt.add(name);
                throw new Death();
            }
        }

        void live() {
            boolean done = false;
            for (int process = 0; !done && process < 10; process++) {
                try (SqlJournal real = SqlJournal.open(folder, notice -> new LinkedHashSet<>(LINES))) {
                    Journal journal = DyingJournal.of(real, this::pass);
                    InstantSource clock = () -> now;
                    MailRenderer writer =
                            new MailRenderer(real.instanceId(), java.util.Optional.empty(), java.time.ZoneId.of("UTC"));
                    List<ReceiverWorker> senders = LINES.stream()
                            .map(line -> new ReceiverWorker(
                                    journal,
                                    new Receiver(line, channel(line, writer), manners),
                                    clock,
                                    DeliveryListener.NONE))
                            .toList();
                    try {
                        done = work(journal, senders, real);
                    } catch (Death e) {
                        // The next process opens the same store.
                    }
                }
            }
            assertThat(done).isTrue();
        }

        private boolean work(Journal journal, List<ReceiverWorker> senders, Journal real) {
            for (int round = 0; round < 400; round++) {
                if (written < 3 * INCIDENTS) {
                    write(journal, real);
                }
                senders.forEach(ReceiverWorker::round);
                now = now.plus(Duration.ofSeconds(5));
                if (written == 3 * INCIDENTS && real.outboxDepth().waiting() == 0) {
                    return true;
                }
            }
            return false;
        }

        private void write(Journal journal, Journal real) {
            int sequence = written / INCIDENTS;
            String id = "i" + written % INCIDENTS;
            Incident incident = Notices.incident(id, new TargetId("local", id), "500");
            Notice notice = new Notice(
                    sequence == 0 ? Notice.Kind.OPENED : sequence == 1 ? Notice.Kind.FLAPPING : Notice.Kind.CLOSED,
                    incident,
                    sequence,
                    "");
            try {
                journal.enqueue(notice, now);
            } finally {
                // What was written before the death counts as promised, whoever heard of it.
                if (real.outbox(1000).stream()
                        .anyMatch(entry -> entry.notice().id().equals(notice.id()))) {
                    promised.add(notice.id());
                    written++;
                }
            }
        }

        private Channel channel(String line, MailRenderer writer) {
            return message -> {
                pass("before the send");
                if (random.nextInt(12) == 0) {
                    return new Delivery.TryAgain("busy");
                }
                arrivals.add(new Arrival(
                        line,
                        message.id(),
                        writer.write(message).messageId(),
                        message.notices().stream().map(Notice::id).toList()));
                pass("after the send");
                return new Delivery.Accepted("topic");
            };
        }

        /** @return how many messages came twice */
        int verify(String story) {
            assertThat(promised).as(story).hasSize(3 * INCIDENTS);
            int twice = 0;
            for (String line : LINES) {
                List<Arrival> here =
                        arrivals.stream().filter(it -> it.line.equals(line)).toList();
                Map<String, List<Arrival>> byMessage = here.stream().collect(Collectors.groupingBy(Arrival::message));
                int repeated = here.size() - byMessage.size();
                twice += repeated;
                assertThat(repeated)
                        .as("%s, line %s, deaths %s", story, line, diedAt)
                        .isLessThanOrEqualTo(diedAt.size());
                assertThat(byMessage.values()).as(story).allSatisfy(copies -> {
                    assertThat(copies.stream().map(Arrival::messageId).distinct())
                            .hasSize(1);
                    assertThat(copies.stream().map(Arrival::notices).distinct()).hasSize(1);
                });
                List<String> told = here.stream()
                        .collect(Collectors.toMap(Arrival::message, Arrival::notices, (a, b) -> a, LinkedHashMap::new))
                        .values()
                        .stream()
                        .flatMap(List::stream)
                        .toList();
                assertThat(told).as(story).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(promised);
                for (int i = 0; i < INCIDENTS; i++) {
                    String incident = "i" + i + "-";
                    assertThat(told.stream().filter(id -> id.startsWith(incident)))
                            .as(story)
                            .containsExactly(incident + 0, incident + 1, incident + 2);
                }
            }
            return twice;
        }
    }
}
