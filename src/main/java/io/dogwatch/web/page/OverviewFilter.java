package io.dogwatch.web.page;

import io.dogwatch.web.view.ContainerReport;
import io.dogwatch.web.view.TargetReport;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Filter of the overview. The script of the page implements the same rules.
 *
 * @param text words, all of which must match; the prefixes {@code phase:}, {@code project:}, {@code label:}, {@code
 *     image:} and {@code host:} restrict a word to one property
 * @param phase empty for all
 * @param project empty for all
 * @param byProject whether containers are grouped by Compose project
 * @param all whether all matching containers are rendered immediately
 */
public record OverviewFilter(String text, String phase, String project, boolean byProject, boolean all) {

    static final OverviewFilter NONE = new OverviewFilter("", "", "", false, false);

    private static final int MAX_LENGTH = 200;

    static OverviewFilter read(MultivaluedMap<String, String> asked) {
        return new OverviewFilter(
                first(asked, "q"),
                first(asked, "phase"),
                first(asked, "project"),
                first(asked, "group").equals("project"),
                first(asked, "rows").equals("all"));
    }

    private static String first(MultivaluedMap<String, String> asked, String key) {
        return Optional.ofNullable(asked.getFirst(key))
                .filter(word -> word.length() <= MAX_LENGTH)
                .orElse("");
    }

    public boolean isNarrow() {
        return !text.isBlank() || !phase.isEmpty() || !project.isEmpty();
    }

    List<Row> of(List<Row> rows) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return rows.stream()
                .filter(row -> phase.isEmpty() || row.target().phase().equals(phase))
                .filter(row -> project.isEmpty() || project.equals(row.project()))
                .filter(row -> words.stream().allMatch(word -> isFound(row, word)))
                .toList();
    }

    private static boolean isFound(Row row, String word) {
        String[] parts = word.split(":", 2);
        TargetReport target = row.target();
        ContainerReport container = target.container();
        String image = container == null ? "" : container.image();
        String where =
                switch (parts[0]) {
                    case "phase" -> target.phase();
                    case "project" -> Optional.ofNullable(row.project()).orElse("");
                    case "label" -> row.labels();
                    case "image" -> image;
                    case "host" -> target.host();
                    default -> null;
                };
        if (parts.length == 2 && where != null) {
            return where.toLowerCase(Locale.ROOT).contains(parts[1]);
        }
        String all = String.join(
                " ",
                target.name(),
                target.phase(),
                target.reason(),
                target.host(),
                image,
                container == null ? "" : container.id() + " " + container.command() + " " + container.ports(),
                row.labels(),
                Optional.ofNullable(row.project()).orElse(""),
                Optional.ofNullable(target.failure()).orElse(""));
        return all.toLowerCase(Locale.ROOT).contains(word);
    }
}
