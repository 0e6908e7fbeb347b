package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Says how long the outbox takes with many rows that wait: {@code folder rows incidents}. */
final class PostingPace {

    private PostingPace() {}

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[1]);
        int incidents = Integer.parseInt(arguments[2]);
        Instant now = Stories.AT.plusSeconds(3600);
        try (SqlJournal journal = SqlJournal.open(Path.of(arguments[0]))) {
            List<Notice> notices = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                String id = "i" + i % incidents;
                notices.add(Stories.notice(
                        Notice.Kind.CLOSED, Stories.incident(id, new TargetId("local", id)), i / incidents));
            }
            timed("enqueue all", () -> {
                notices.forEach(notice -> journal.enqueue(notice, Stories.AT));
                return rows;
            });
            for (int i = 0; i < 3; i++) {
                timed("ready", () -> journal.ready(ReceiverRouting.MAIL, now).size());
            }
            List<String> ready = journal.ready(ReceiverRouting.MAIL, now).stream()
                    .map(QueuedNotice::notice)
                    .toList();
            timed("hold all", () -> {
                journal.hold(ReceiverRouting.MAIL, ready, now, "too much");
                return ready.size();
            });
            timed("pack all into one", () -> {
                journal.pack(ReceiverRouting.MAIL, "one", ready.subList(0, ready.size() / 2));
                return ready.size() / 2;
            });
            timed("pack each for itself", () -> {
                ready.subList(ready.size() / 2, ready.size())
                        .forEach(one -> journal.pack(ReceiverRouting.MAIL, one, List.of(one)));
                return ready.size() / 2;
            });
            for (int i = 0; i < 3; i++) {
                timed(
                        "parcels",
                        () -> journal.parcels(ReceiverRouting.MAIL, now).size());
            }
            timed("depth", () -> journal.outboxDepth().waiting());
        }
    }

    private static void timed(String what, Supplier<Integer> work) {
        long began = System.nanoTime();
        int count = work.get();
        System.out.printf(Locale.ROOT, "%-22s %6d  %9.1f ms%n", what, count, (System.nanoTime() - began) / 1e6);
    }
}
