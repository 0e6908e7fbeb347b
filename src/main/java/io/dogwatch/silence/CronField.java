package io.dogwatch.silence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One field of a cron expression, unfolded: {@code *}, {@code 5}, {@code 1-5}, {@code *}{@code /15}, {@code 10-40/5},
 * names, and lists of these. Immutable.
 *
 * @param values what fits, sorted
 * @param star whether it was written as {@code *} or {@code ?}, with or without a step
 * @param full whether everything fits
 */
record CronField(SortedSet<Integer> values, boolean star, boolean full) {

    /**
     * The allowed values of a field.
     *
     * @param name for readers
     * @param names the words for {@code min}, {@code min + 1} …; may be empty
     */
    record Kind(String name, int min, int max, List<String> names) {}

    static final Kind SECOND = new Kind("second", 0, 59, List.of());
    static final Kind MINUTE = new Kind("minute", 0, 59, List.of());
    static final Kind HOUR = new Kind("hour", 0, 23, List.of());
    static final Kind DAY_OF_MONTH = new Kind("day of the month", 1, 31, List.of());
    static final Kind MONTH = new Kind(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    /** As Unix counts: Sunday is 0, and 7 as well. */
    static final Kind DAY_OF_WEEK =
            new Kind("day of the week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    static CronField read(String text, Kind kind) throws UnreadableException {
        SortedSet<Integer> values = new TreeSet<>();
        for (String item : text.split(",", -1)) {
            values.addAll(items(item, kind));
        }
        int distinct = kind.max() - kind.min() + 1;
        if (kind.equals(DAY_OF_WEEK)) {
            distinct = 7;
            if (values.remove(7)) {
                values.add(0);
            }
        }
        return new CronField(values, text.startsWith("*") || text.startsWith("?"), values.size() == distinct);
    }

    private static List<Integer> items(String item, Kind kind) throws UnreadableException {
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int step = slash < 0 ? 1 : step(item, item.substring(slash + 1), kind);
        int dash = range.indexOf('-');
        int from;
        int to;
        if (range.equals("*") || range.equals("?")) {
            from = kind.min();
            to = kind.equals(DAY_OF_WEEK) ? 6 : kind.max();
        } else if (dash > 0) {
            from = value(range.substring(0, dash), item, kind);
            to = value(range.substring(dash + 1), item, kind);
            // "FRI-SUN" and "5-0" mean the weekend in every cron.
            to = kind.equals(DAY_OF_WEEK) && to == 0 && from > 0 ? 7 : to;
        } else {
            from = value(range, item, kind);
            to = slash < 0 ? from : kind.max();
        }
        if (from > to) {
            throw new UnreadableException("has a descending range for the " + kind.name() + ": " + item);
        }
        List<Integer> values = new ArrayList<>();
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
        return values;
    }

    private static int step(String item, String text, Kind kind) throws UnreadableException {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1) {
            throw new UnreadableException(
                    "has an invalid step for the " + kind.name() + ": " + item + "; allowed: 1 or more");
        }
        return Integer.parseInt(text);
    }

    private static int value(String text, String item, Kind kind) throws UnreadableException {
        int index = kind.names().indexOf(text.toUpperCase(Locale.ROOT));
        if (index >= 0) {
            return kind.min() + index;
        }
        if (text.matches("\\d{1,3}")) {
            int value = Integer.parseInt(text);
            if (kind.min() <= value && value <= kind.max()) {
                return value;
            }
        }
        throw new UnreadableException("has " + (item.isEmpty() ? "nothing" : item) + " for the " + kind.name()
                + "; allowed: " + kind.min() + " to " + kind.max()
                + (kind.names().isEmpty()
                        ? ""
                        : ", " + kind.names().getFirst() + " to " + kind.names().getLast()));
    }

    /** As Quartz reads it. */
    String quartz() {
        return quartz(0);
    }

    /** @param shift what Quartz counts more than Unix */
    String quartz(int shift) {
        return full
                ? "*"
                : values.stream().map(value -> Integer.toString(value + shift)).collect(Collectors.joining(","));
    }
}
