package io.dogwatch.web.page;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.view.QueryService;
import io.dogwatch.web.view.TargetReport;
import io.dogwatch.web.view.TimeFormat;
import io.dogwatch.web.view.Urgency;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Creates the rows of the overview. Thread-safe. */
record Rows(QueryService queries, ChartHistory past, Redaction redaction) {

    /** Prefixes of long labels that are not useful for searches. */
    private static final List<String> IGNORED_LABELS = List.of(
            "com.docker.", "desktop.docker.", "org.opencontainers.", "org.label-schema.", "dogwatch.", "build_");

    private static final int MAX_LABELS_LENGTH = 300;
    private static final int MAX_PROJECT_LENGTH = 100;

    /** Returns all rows, worst first. */
    List<Row> all() {
        return matching(view -> true);
    }

    /** Returns the matching rows, worst first. */
    List<Row> matching(Predicate<TargetView> wanted) {
        return queries.views().stream()
                .filter(wanted)
                .map(this::of)
                .sorted(Comparator.comparing(Row::target, Urgency.ORDER))
                .toList();
    }

    Row of(TargetView view) {
        TargetId id = view.watch().target();
        Map<String, String> labels =
                view.state().container().map(ContainerSnapshot::labels).orElse(Map.of());
        return new Row(
                Row.id(id.host(), id.name()),
                id,
                queries.report(view),
                Optional.ofNullable(labels.get(ContainerSnapshot.PROJECT_LABEL))
                        .map(project -> PlainText.line(project, MAX_PROJECT_LENGTH))
                        .filter(project -> !project.isEmpty())
                        .orElse(null),
                labels(labels));
    }

    RowPictures pictures(Row row, TimeFormat times) {
        return new RowPictures(
                latency(row.target(), queries.trails(row.targetId()), times),
                UptimeBar.of(past.day(row.targetId()), "24 hours"),
                UptimeBar.of(past.month(row.targetId()), "30 days"));
    }

    private String labels(Map<String, String> labels) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(labels).forEach((name, value) -> {
            if (IGNORED_LABELS.stream().noneMatch(name::startsWith)) {
                text.append(name).append('=').append(value).append(' ');
            }
        });
        return PlainText.line(redaction.of(text.toString()), MAX_LABELS_LENGTH);
    }

    /** Returns the sparkline of the failing check, otherwise of the first probed check. */
    private static Sparkline latency(TargetReport target, Map<String, OutcomeHistoryView> trails, TimeFormat times) {
        return target.checks().stream()
                .filter(check -> check.failures() > 0 && trails.containsKey(check.name()))
                .findFirst()
                .or(() -> target.checks().stream()
                        .filter(check -> trails.containsKey(check.name()))
                        .findFirst())
                .map(check ->
                        Sparkline.of(check.name(), trails.getOrDefault(check.name(), OutcomeHistoryView.EMPTY), times))
                .orElse(Sparkline.EMPTY);
    }
}
