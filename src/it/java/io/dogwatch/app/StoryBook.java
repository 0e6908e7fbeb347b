package io.dogwatch.app;

import io.dogwatch.dashboards.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When each expression must return data. Stateless. */
final class StoryBook {

    /** Begins with data only at this moment: before it, or without it, there is nothing to show. */
    private static final Map<String, Moment> FROM = Map.of();

    private StoryBook() {}

    static Optional<String> fault(Expression expression, List<Moment> found) {
        return found.size() >= 6 && expression.kind() != Expression.Kind.ALERT
                ? Optional.empty()
                : Optional.of(expression.where() + " -> " + new ArrayList<>(found) + " " + FROM.size());
    }
}
