package io.dogwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.dashboards.Expression;
import io.dogwatch.dashboards.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When each expression must return data: what {@code src/it/story.yml} does not name, always. Stateless. */
final class StoryBook {

    private static final JsonNode BOOK = Yaml.read(Path.of("src/it/story.yml"));

    private StoryBook() {}

    /** Whether it cannot happen in the story, and must return data for the scrape in which everything has happened. */
    static boolean isInSample(Expression expression) {
        return BOOK.path("sample").has(expression.where());
    }

    /** Whether it cannot happen in the story; then it is an alert, and those are tested to fire by promtool. */
    static boolean isElsewhere(Expression expression) {
        return BOOK.path("elsewhere").has(expression.where());
    }

    /** @param found the moments at which it returned data */
    static Optional<String> fault(Expression expression, List<Moment> found) {
        boolean isAlert = expression.kind() == Expression.Kind.ALERT;
        if (isAlert && found.contains(Moment.HEALTHY)) {
            return Optional.of(expression.where() + ": fires while all is well");
        }
        if (isElsewhere(expression) || isInSample(expression)) {
            return isElsewhere(expression) && !isAlert
                    ? Optional.of(expression.where() + ": only alerts may be elsewhere")
                    : Optional.empty();
        }
        Moment expected =
                Moment.valueOf(BOOK.path("at").path(expression.where()).asText("HEALTHY"));
        return found.contains(expected)
                ? Optional.empty()
                : Optional.of("  " + expression.where() + ": " + found + " # not " + expected);
    }

    /** What the book names and no file has, and what it leaves out of the story without a reason. */
    static List<String> leftOver() {
        Set<String> known = Expression.all().stream().map(Expression::where).collect(Collectors.toSet());
        return BOOK.properties().stream()
                .flatMap(chapter -> chapter.getValue().properties().stream())
                .filter(entry -> !known.contains(entry.getKey())
                        || entry.getValue().asText().isBlank())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }
}
