package io.dogwatch.app.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.replay.Difference;
import io.dogwatch.replay.ReplayResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Tells what another policy would have decided: a table, then each decision that differs; or the same for machines. */
final class ReplayReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ROW = "%-28s %9s %9s %11s %15s %20s%n";

    private final ReplayOrder order;
    private final Path place;
    private final Instant begin;
    private final List<Difference> differences;

    ReplayReport(ReplayOrder order, Path place, Instant begin, List<Difference> differences) {
        this.order = order;
        this.place = place;
        this.begin = begin;
        this.differences = differences;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("History of ")
                .append(place)
                .append(" since ")
                .append(time(begin))
                .append(", ");
        text.append(differences.size() == 1 ? "1 target" : differences.size() + " targets")
                .append('\n');
        text.append("before: ")
                .append(before())
                .append("; after: ")
                .append(order.config())
                .append("\n\n");
        if (differences.isEmpty()) {
            return text.append("Nothing is recorded of such targets in that time.\n")
                    .toString();
        }
        table(text);
        changes(text);
        notes(text);
        return text.toString();
    }

    private String before() {
        return order.against().map(Path::toString).orElse("what was really decided");
    }

    private void table(StringBuilder text) {
        text.append(
                ROW.formatted("before > after", "restarts", "opened", "closed", "time to detect", "time in failure"));
        for (Difference one : differences) {
            if (!one.before().entries().isEmpty() || !one.after().entries().isEmpty()) {
                String mark = one.estimatedFrom().isPresent() ? " ~" : "";
                text.append(row(one.target() + mark, List.of(one.before()), List.of(one.after())));
            }
        }
        text.append(row(
                "all",
                differences.stream().map(Difference::before).toList(),
                differences.stream().map(Difference::after).toList()));
    }

    private static String row(String name, List<ReplayResult> before, List<ReplayResult> after) {
        return ROW.formatted(
                name,
                restarts(before) + " > " + restarts(after),
                opened(before) + " > " + opened(after),
                closed(before) + " > " + closed(after),
                detect(before) + " > " + detect(after),
                HumanDuration.of(failing(before)) + " > " + HumanDuration.of(failing(after)));
    }

    private static int restarts(List<ReplayResult> accounts) {
        return accounts.stream().mapToInt(ReplayResult::restarts).sum();
    }

    private static int opened(List<ReplayResult> accounts) {
        return accounts.stream().mapToInt(ReplayResult::opened).sum();
    }

    private static int closed(List<ReplayResult> accounts) {
        return accounts.stream().mapToInt(ReplayResult::closed).sum();
    }

    private static Duration failing(List<ReplayResult> accounts) {
        return accounts.stream().map(ReplayResult::failing).reduce(Duration.ZERO, Duration::plus);
    }

    private static Optional<Duration> toDetect(List<ReplayResult> accounts) {
        int opened = opened(accounts);
        Duration all = accounts.stream().map(ReplayResult::detecting).reduce(Duration.ZERO, Duration::plus);
        return opened == 0 ? Optional.empty() : Optional.of(all.dividedBy(opened));
    }

    private static String detect(List<ReplayResult> accounts) {
        return toDetect(accounts).map(HumanDuration::of).orElse("-");
    }

    private void changes(StringBuilder text) {
        text.append('\n');
        if (differences.stream().allMatch(one -> one.changes().isEmpty())) {
            text.append("No decision differs.\n");
            return;
        }
        text.append("Decisions that differ (- only before, + only after):\n");
        for (Difference one : differences) {
            List<Difference.Change> changes = one.changes();
            if (!changes.isEmpty()) {
                text.append("  ").append(one.target()).append('\n');
                changes.forEach(change -> text.append("    %s %s  %-10s %s%n"
                        .formatted(
                                change.added() ? "+" : "-",
                                time(change.at()),
                                change.entry().word().text(),
                                change.entry().why())));
            }
        }
    }

    private void notes(StringBuilder text) {
        if (differences.stream().anyMatch(one -> one.estimatedFrom().isPresent())) {
            text.append("""

                    ~ is an estimate from the first decision that differs on: nobody knows what the container would have done.
                      A restart helps if, and as fast as, the real one of the same failure did. Without the real one, the
                      failure goes on until this policy restarts the container, or somebody else really did something to it.
                      Maintenance, holds, dependencies and the breaker are as they were.
                    """);
        }
        int gaps = differences.stream().mapToInt(Difference::gaps).sum();
        if (gaps > 0) {
            text.append('\n')
                    .append(gaps)
                    .append(" events are missing from this history: it could not be written fast enough.\n");
        }
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("history", place.toString()).put("since", begin.toString());
        root.put("before", order.against().map(Path::toString).orElse("real"));
        root.put("after", order.config().toString());
        ArrayNode targets = root.putArray("targets");
        for (Difference one : differences) {
            ObjectNode target = targets.addObject();
            target.put("host", one.target().host()).put("name", one.target().name());
            put(target.putObject("before"), List.of(one.before()));
            put(target.putObject("after"), List.of(one.after()));
            one.estimatedFrom().ifPresent(at -> target.put("estimatedFrom", at.toString()));
            target.put("missingEvents", one.gaps());
            ArrayNode changes = target.putArray("changes");
            one.changes()
                    .forEach(change -> changes.addObject()
                            .put("at", change.at().toString())
                            .put("only", change.added() ? "after" : "before")
                            .put("decision", change.entry().word().text())
                            .put("why", change.entry().why()));
        }
        put(
                root.putObject("allBefore"),
                differences.stream().map(Difference::before).toList());
        put(
                root.putObject("allAfter"),
                differences.stream().map(Difference::after).toList());
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(ObjectNode node, List<ReplayResult> accounts) {
        node.put("restarts", restarts(accounts))
                .put("opened", opened(accounts))
                .put("closed", closed(accounts))
                .put("secondsInFailure", failing(accounts).toMillis() / 1000.0);
        toDetect(accounts).ifPresent(duration -> node.put("secondsToDetect", duration.toMillis() / 1000.0));
    }
}
