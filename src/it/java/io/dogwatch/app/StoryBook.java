package io.dogwatch.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.dogwatch.dashboards.Expression;
import io.dogwatch.dashboards.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** When each expression must return data: what {@code src/it/story.yml} does not name, always. Stateless. */
final class StoryBook {

    private static final JsonNode BOOK = Yaml.read(Path.of("src/it/story.yml"));

    private StoryBook() {}

    /** @param found the moments at which it returned data */
    static Optional<String> fault(Expression expression, List<Moment> found) {
        boolean isAlert = expression.kind() == Expression.Kind.ALERT;
        if (isAlert && found.contains(Moment.HEALTHY)) {
            return Optional.of(expression.where() + ": fires while all is well");
        }
        if (BOOK.path("elsewhere").has(expression.where())) {
            return Optional.empty();
        }
        Moment expected =
                Moment.valueOf(BOOK.path("at").path(expression.where()).asText("HEALTHY"));
        return found.contains(expected)
                ? Optional.empty()
                : Optional.of("  " + expression.where() + ": " + found + " # not " + expected);
    }
}
