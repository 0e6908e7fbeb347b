package io.dogwatch.notify;

import static io.dogwatch.notify.Notices.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** 500 targets fail at once, and recover in turn. */
@Timeout(300)
class FloodTest {

    private static final int TARGETS = 500;
    private static final Set<String> LINES = Set.of(ReceiverRouting.MAIL, "night");

    @TempDir
    Path folder;

    private Instant now = AT;

    private record Told(Instant at, List<String> notices) {}

    @Test
    void nobodyGetsMoreThanOneMessageInHalfAMinuteAndNothingIsLost() {
        Map<String, List<Told>> told = new HashMap<>();
        try (SqlJournal journal = SqlJournal.open(folder, notice -> new LinkedHashSet<>(LINES))) {
            List<ReceiverWorker> senders = LINES.stream()
                    .map(line -> new ReceiverWorker(
                            journal,
                            new Receiver(
                                    line,
                                    message -> {
                                        told.computeIfAbsent(line, it -> new ArrayList<>())
                                                .add(new Told(
                                                        now,
                                                        message.notices().stream()
                                                                .map(Notice::id)
                                                                .toList()));
                                        return new Delivery.Accepted("topic");
                                    },
                                    RateLimits.DEFAULT),
                            () -> now,
                            DeliveryListener.NONE))
                    .toList();
            for (int i = 0; i < TARGETS; i++) {
                journal.enqueue(new Notice(Notice.Kind.OPENED, incident(i), 0, ""), now);
            }
            for (int second = 0; second < 1_800; second++) {
                int target = second - 60;
                if (target >= 0 && target < TARGETS) {
                    journal.enqueue(
                            new Notice(
                                    Notice.Kind.CLOSED,
                                    incident(target).withNotice().closed(now, Reason.RECOVERED),
                                    1,
                                    ""),
                            now);
                }
                senders.forEach(ReceiverWorker::round);
                now = now.plusSeconds(1);
            }
            assertThat(journal.outboxDepth().waiting()).isZero();
        }
        for (String line : LINES) {
            List<Told> here = told.getOrDefault(line, List.of());
            System.out.println(
                    "FloodTest line=" + line + " messages=" + here.size() + " for " + 2 * TARGETS + " notices");
            for (int i = 1; i < here.size(); i++) {
                assertThat(Duration.between(here.get(i - 1).at, here.get(i).at))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
            }
            List<String> all = here.stream().flatMap(it -> it.notices.stream()).toList();
            assertThat(all).hasSize(2 * TARGETS).doesNotHaveDuplicates();
            for (int i = 0; i < TARGETS; i++) {
                assertThat(all.indexOf("i" + i + "-0")).isLessThan(all.indexOf("i" + i + "-1"));
            }
        }
    }

    private static Incident incident(int number) {
        return Notices.incident("i" + number, new TargetId("local", "web" + number), "500");
    }
}
