package io.dogwatch.web;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.model.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/** Registered API paths, used to suggest the nearest one. Thread-safe. */
final class ApiPaths implements ApplicationEventListener {

    private static final String API = "/api/";
    private static final int MAX_LENGTH = 200;

    /** Cost of an added or missing path segment. */
    private static final int PART = 3;

    /** Maximum cost of a suggestion. */
    private static final int FARTHEST = 4;

    private volatile List<List<String>> paths = List.of();

    @Override
    public void onEvent(ApplicationEvent event) {
        if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
            paths = event.getResourceModel().getResources().stream()
                    .flatMap(resource -> paths("", resource))
                    .filter(path -> path.startsWith(API))
                    .distinct()
                    .sorted()
                    .map(ApiPaths::parts)
                    .toList();
        }
    }

    @Override
    public @Nullable RequestEventListener onRequest(RequestEvent event) {
        return null;
    }

    private static Stream<String> paths(String above, Resource resource) {
        String path = (above + "/" + resource.getPath()).replaceAll("/+", "/");
        Stream<String> itself = resource.getResourceMethods().isEmpty() ? Stream.of() : Stream.of(path);
        return Stream.concat(itself, resource.getChildResources().stream().flatMap(child -> paths(path, child)));
    }

    /**
     * Returns the path with the fewest corrections, with the requested names inserted.
     *
     * @param asked such as {@code api/v1/target/local/web}
     */
    Optional<String> nearest(String asked) {
        if (asked.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<String> parts = parts(asked);
        return paths.stream()
                .map(path -> meet(path, parts))
                .filter(found -> found.cost() <= FARTHEST)
                .min(Comparator.comparingInt(Found::cost)
                        .thenComparingInt(found -> -found.path().length())
                        .thenComparing(Found::path))
                .map(found -> PlainText.line(found.path(), MAX_LENGTH));
    }

    private record Found(String path, int cost) {
        Found with(String part, int more) {
            return new Found(path + "/" + part, cost + more);
        }
    }

    private static List<String> parts(String path) {
        return Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    }

    /** Returns the cheapest segment-wise edit of the requested path to the given path. */
    private static Found meet(List<String> path, List<String> asked) {
        List<Found> above = new ArrayList<>();
        for (int j = 0; j <= asked.size(); j++) {
            above.add(new Found("", j * PART));
        }
        for (String part : path) {
            List<Found> row = new ArrayList<>();
            int missing = isForgotten(part) ? PART : FARTHEST + 1;
            row.add(above.getFirst().with(part, missing));
            for (int j = 1; j <= asked.size(); j++) {
                boolean isName = part.startsWith("{");
                String given = asked.get(j - 1);
                Found best = above.get(j - 1).with(isName ? given : part, isName ? 0 : cost(part, given));
                Found added = above.get(j).with(part, missing);
                Found leftOut = new Found(row.getLast().path(), row.getLast().cost() + PART);
                row.add(Stream.of(best, added, leftOut)
                        .min(Comparator.comparingInt(Found::cost))
                        .orElse(best));
            }
            above = row;
        }
        return above.getLast();
    }

    /** Returns whether a missing segment is a host or the version; other missing segments mean another path. */
    private static boolean isForgotten(String part) {
        return part.equals("{host}") || part.equals("v1");
    }

    private static int cost(String part, String given) {
        return DidYouMean.nearest(given, List.of(part)).isPresent() ? DidYouMean.distance(part, given) : FARTHEST + 1;
    }
}
