package io.dogwatch.app.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Formats columns as {@code docker ps} does, each as wide as necessary. If they exceed the terminal's width, the
 * least important columns are left out. Not thread-safe.
 */
final class Table {

    private static final int GAP = 3;

    /**
     * @param worth the least goes first; {@link Integer#MAX_VALUE} never goes
     */
    private record Column(String title, int worth, List<String> cells) {
        int width() {
            return cells.stream().map(DisplayWidth::of).reduce(title.length(), Math::max);
        }
    }

    private final List<Column> columns = new ArrayList<>();

    /** @param cells from top to bottom, each one line; perhaps with colours */
    Table column(String title, int worth, List<String> cells) {
        columns.add(new Column(title, worth, List.copyOf(cells)));
        return this;
    }

    /** @param width of the terminal; empty for as much as is needed */
    String within(OptionalInt width) {
        List<Column> shown = new ArrayList<>(columns);
        while (width.isPresent() && width(shown) > width.getAsInt()) {
            Column least =
                    shown.stream().min(Comparator.comparingInt(Column::worth)).orElseThrow();
            if (least.worth() == Integer.MAX_VALUE) {
                break;
            }
            shown.remove(least);
        }
        TextWriter lines = new TextWriter();
        lines.line(row(shown, shown.stream().map(Column::title).toList()));
        int rows = columns.getFirst().cells().size();
        for (int i = 0; i < rows; i++) {
            int row = i;
            lines.line(row(
                    shown, shown.stream().map(column -> column.cells().get(row)).toList()));
        }
        return lines.toString();
    }

    private static int width(List<Column> columns) {
        return columns.stream().mapToInt(Column::width).sum() + GAP * (columns.size() - 1);
    }

    private static String row(List<Column> columns, List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            boolean last = i == columns.size() - 1;
            row.append(
                    last
                            ? cells.get(i)
                            : TextWriter.padded(cells.get(i), columns.get(i).width() + GAP));
        }
        return row.toString();
    }
}
