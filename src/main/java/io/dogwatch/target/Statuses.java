package io.dogwatch.target;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A set of HTTP status codes, written {@code 200-299, 301, 404}. */
public record Statuses(List<Range> ranges) {

    /** One stretch of codes, both ends included. */
    public record Range(int from, int to) {
        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** 200 to 399, what kubelet takes for success. */
    public static final Statuses SUCCESS = new Statuses(List.of(new Range(200, 399)));

    public Statuses {
        ranges = List.copyOf(ranges);
    }

    public boolean contains(int status) {
        for (Range range : ranges) {
            if (range.from <= status && status <= range.to) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException with one sentence for a person, if it is not a list of codes from 100 to 599
     */
    public static Statuses parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("-", 2);
            int from = code(ends[0]);
            int to = ends.length == 2 ? code(ends[1]) : from;
            if (from > to) {
                throw new IllegalArgumentException("\"" + part.strip() + "\" runs backwards");
            }
            ranges.add(new Range(from, to));
        }
        return new Statuses(ranges);
    }

    private static int code(String text) {
        try {
            int code = Integer.parseInt(text.strip());
            if (code >= 100 && code <= 599) {
                return code;
            }
        } catch (NumberFormatException e) {
            // said below, in the same words as a number out of range
        }
        throw new IllegalArgumentException("\"" + text.strip() + "\" is no status code (100 to 599)");
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
