package io.dogwatch.docker;

import com.github.dockerjava.api.command.TopContainerResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the engine's {@code top} as a table with aligned columns. */
final class ProcessTable {

    private ProcessTable() {}

    static String text(TopContainerResponse top) {
        List<String[]> rows = new ArrayList<>();
        if (top.getTitles() != null) {
            rows.add(top.getTitles());
        }
        if (top.getProcesses() != null) {
            Collections.addAll(rows, top.getProcesses());
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                text.append(row[column]);
                // The last one is the command, which has no width.
                if (column < row.length - 1) {
                    text.append(" ".repeat(width(rows, column) - row[column].length() + 2));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static int width(List<String[]> rows, int column) {
        return rows.stream()
                .filter(row -> row.length > column)
                .mapToInt(row -> row[column].length())
                .max()
                .orElse(0);
    }
}
