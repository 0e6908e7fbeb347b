package io.dogwatch.logs;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is remembered of one target's log over a restart of Dogwatch: how far it was judged, and which failure markers
 * still count.
 *
 * @param floor a stream must begin with the lines stamped so
 * @param judged how many lines were judged of each stamp from the floor on
 * @param startedAt the life that the lasting failures belong to
 * @param mark the same place in the file, where the log is read directly; only a hint, the stamps are the truth
 */
record Place(
        String containerId,
        Instant floor,
        NavigableMap<Instant, Integer> judged,
        Instant startedAt,
        List<Lasting> lasting,
        Optional<FileMark> mark) {

    private static final String VERSION = "1";

    /** With a mark: what wrote version 1 could not read it. */
    private static final String WITH_MARK = "2";

    /** A failure marker that was reached and has not been cleared yet. */
    record Lasting(String check, String pattern, Instant lastMatch, String detail) {}

    Place(
            String containerId,
            Instant floor,
            NavigableMap<Instant, Integer> judged,
            Instant startedAt,
            List<Lasting> lasting) {
        this(containerId, floor, judged, startedAt, lasting, Optional.empty());
    }

    Place {
        judged = new TreeMap<>(judged);
        lasting = List.copyOf(lasting);
    }

    /** Words separated by spaces, printable ASCII only. */
    String encoded() {
        StringBuilder text = new StringBuilder(mark.isPresent() ? WITH_MARK : VERSION)
                .append(' ')
                .append(containerId)
                .append(' ')
                .append(floor)
                .append(' ')
                .append(startedAt);
        judged.forEach(
                (stamp, count) -> text.append(" j ").append(stamp).append(' ').append(count));
        for (Lasting failure : lasting) {
            text.append(" f ")
                    .append(word(failure.check))
                    .append(' ')
                    .append(word(failure.pattern))
                    .append(' ')
                    .append(failure.lastMatch)
                    .append(' ')
                    .append(word(failure.detail));
        }
        mark.ifPresent(at -> text.append(" m ").append(at.encoded()));
        return text.toString();
    }

    /** @return empty if it is not what {@link #encoded} writes, such as a later version's */
    static Optional<Place> decoded(String text) {
        try {
            String[] words = text.split(" ", -1);
            if (!words[0].equals(VERSION) && !words[0].equals(WITH_MARK)) {
                return Optional.empty();
            }
            NavigableMap<Instant, Integer> judged = new TreeMap<>();
            List<Lasting> lasting = new ArrayList<>();
            Optional<FileMark> mark = Optional.empty();
            for (int i = 4; i < words.length; ) {
                if (words[i].equals("j")) {
                    judged.put(Instant.parse(words[i + 1]), Integer.valueOf(words[i + 2]));
                    i += 3;
                } else if (words[i].equals("m")) {
                    mark = FileMark.decoded(words[i + 1]);
                    i += 2;
                } else {
                    lasting.add(new Lasting(
                            read(words[i + 1]), read(words[i + 2]), Instant.parse(words[i + 3]), read(words[i + 4])));
                    i += 5;
                }
            }
            return Optional.of(
                    new Place(words[1], Instant.parse(words[2]), judged, Instant.parse(words[3]), lasting, mark));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String read(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
