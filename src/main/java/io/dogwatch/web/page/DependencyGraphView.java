package io.dogwatch.web.page;

import io.dogwatch.judge.ResolvedDependency;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import io.dogwatch.supervise.TargetView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Dependency graph of a host as an SVG drawing in columns: containers without dependencies on the left, their
 * dependents to the right. Containers without dependencies and dependents are omitted.
 *
 * @param hidden the number of containers omitted because there are too many
 */
public record DependencyGraphView(int width, int height, List<Node> nodes, List<Line> lines, int hidden) {

    static final DependencyGraphView EMPTY = new DependencyGraphView(0, 0, List.of(), List.of(), 0);

    private static final int MAX = 150;
    private static final int BOX_WIDTH = 172;
    private static final int BOX_HEIGHT = 34;
    private static final int GAP_X = 72;
    private static final int GAP_Y = 12;
    private static final int MAX_NAME_LENGTH = 22;

    /** @param label the name, shortened to fit */
    public record Node(String host, String name, String label, String phase, int x, int y) {

        public int width() {
            return BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }
    }

    /** An edge from a dependency to its dependent. */
    public record Line(String path, String from, String to, String via, boolean failing) {}

    private record Tie(String parent, String child, String via, boolean failing) {}

    static DependencyGraphView of(List<TargetView> views) {
        Map<String, TargetView> known = new TreeMap<>();
        views.forEach(view -> known.put(view.watch().target().name(), view));
        List<Tie> all = views.stream().flatMap(view -> ties(view).stream()).toList();
        Set<String> related = new TreeSet<>();
        all.forEach(tie -> {
            related.add(tie.parent());
            related.add(tie.child());
        });
        List<String> names = related.stream().limit(MAX).toList();
        if (names.isEmpty()) {
            return EMPTY;
        }
        Set<String> kept = Set.copyOf(names);
        List<Tie> ties = all.stream()
                .filter(tie -> kept.contains(tie.parent()) && kept.contains(tie.child()))
                .toList();
        return drawn(names, ties, known, related.size() - names.size());
    }

    private static List<Tie> ties(TargetView view) {
        TargetId child = view.watch().target();
        return view.state().circumstances().parents().stream()
                .map(parent -> new Tie(
                        parent.target().name(),
                        child.name(),
                        parent.via().wireName(),
                        parent.status() == ResolvedDependency.Status.FAILING))
                .toList();
    }

    private static DependencyGraphView drawn(
            List<String> names, List<Tie> ties, Map<String, TargetView> known, int hidden) {
        Map<String, Integer> columns = columns(names, ties);
        Map<Integer, List<String>> byColumn = new TreeMap<>();
        Map<String, Integer> rows = new HashMap<>();
        names.stream()
                .sorted(Comparator.<String>comparingInt(name -> columns.getOrDefault(name, 0))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(name -> byColumn.computeIfAbsent(columns.getOrDefault(name, 0), column -> new ArrayList<>())
                        .add(name));
        byColumn.forEach((index, members) -> {
            // Places containers near their dependencies to reduce crossing lines.
            List<String> sorted = members.stream()
                    .sorted(Comparator.comparingDouble((String name) -> ties.stream()
                                    .filter(tie -> tie.child().equals(name) && rows.containsKey(tie.parent()))
                                    .mapToInt(tie -> rows.getOrDefault(tie.parent(), 0))
                                    .average()
                                    .orElse(0))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            for (int row = 0; row < sorted.size(); row++) {
                rows.put(sorted.get(row), row);
            }
        });
        Map<String, Node> nodes = names.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> node(name, columns.getOrDefault(name, 0), rows.getOrDefault(name, 0), known),
                        (first, other) -> first,
                        TreeMap::new));
        int tallest = byColumn.values().stream().mapToInt(List::size).max().orElse(0);
        int widest = byColumn.size();
        return new DependencyGraphView(
                widest * (BOX_WIDTH + GAP_X) - GAP_X + 4,
                tallest * (BOX_HEIGHT + GAP_Y) - GAP_Y + 4,
                List.copyOf(nodes.values()),
                ties.stream().map(tie -> line(tie, nodes)).toList(),
                hidden);
    }

    /** Assigns each container a column to the right of its dependencies. Terminates for cycles. */
    private static Map<String, Integer> columns(List<String> names, List<Tie> ties) {
        Map<String, Integer> columns = new HashMap<>();
        names.forEach(name -> columns.put(name, 0));
        boolean moved = true;
        for (int round = 0; moved && round < 12; round++) {
            moved = false;
            for (Tie tie : ties) {
                int least = columns.getOrDefault(tie.parent(), 0) + 1;
                if (columns.getOrDefault(tie.child(), 0) < least) {
                    columns.put(tie.child(), least);
                    moved = true;
                }
            }
        }
        List<Integer> used = columns.values().stream().distinct().sorted().toList();
        columns.replaceAll((name, column) -> used.indexOf(column));
        return columns;
    }

    private static Node node(String name, int column, int row, Map<String, TargetView> known) {
        TargetView view = known.get(name);
        String label = PlainText.line(name, MAX_NAME_LENGTH);
        return new Node(
                view == null ? "" : view.watch().target().host(),
                name,
                label,
                view == null ? "unwatched" : view.state().phase().wireName(),
                2 + column * (BOX_WIDTH + GAP_X),
                2 + row * (BOX_HEIGHT + GAP_Y));
    }

    private static Line line(Tie tie, Map<String, Node> nodes) {
        Node from = Objects.requireNonNull(nodes.get(tie.parent()));
        Node to = Objects.requireNonNull(nodes.get(tie.child()));
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int x2 = to.x();
        int y2 = to.y() + BOX_HEIGHT / 2;
        int bend = Math.max(GAP_X / 2, (x2 - x1) / 2);
        String path =
                "M" + x1 + " " + y1 + "C" + (x1 + bend) + " " + y1 + " " + (x2 - bend) + " " + y2 + " " + x2 + " " + y2;
        return new Line(path, tie.parent(), tie.child(), tie.via(), tie.failing());
    }
}
