package io.dogwatch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A set of HTTP status codes, written {@code 200-299, 301, 404}. */
public record HttpStatusSet(List<Range> ranges) {

    /** One stretch of codes, both ends included. */
    public record Range(int from, int to) {
        @Override
        public String toString() {
            return from == to ? Integer.toString(from) : from + "-" + to;
        }
    }

    /** 200 to 399, what kubelet takes for success. */
    public static final HttpStatusSet SUCCESS = new HttpStatusSet(List.of(new Range(200, 399)));

    public HttpStatusSet {
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
    public static HttpStatusSet parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("-", 2);
            int from = code(ends[0]);
            int to = ends.length == 2 ? code(ends[1]) : from;
            if (from > to) {
                throw new IllegalArgumentException("invalid status range \"" + part.strip() + "\"");
            }
            ranges.add(new Range(from, to));
        }
        return new HttpStatusSet(ranges);
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
        throw new IllegalArgumentException("invalid status code \"" + text.strip() + "\"");
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(", "));
    }
}
