package io.dogwatch.web.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the newest event of each topic, in order. A reconnecting client therefore receives all current state after any
 * interruption, and slow readers need no queue. Bounded. Not thread-safe.
 */
final class LatestByTopic {

    private final int most;
    private final NavigableMap<Long, ServerSentEvent> byNumber = new TreeMap<>();
    private final Map<Topic, ServerSentEvent> byTopic = new HashMap<>();
    private long last;
    private long floor;

    /** @param most the maximum number of topics; the least recently updated ones are dropped first */
    LatestByTopic(int most) {
        this.most = most;
    }

    /** Returns the greatest number so far. */
    long last() {
        return last;
    }

    /** Returns whether no event after this number was dropped. */
    boolean knowsAllSince(long number) {
        return floor <= number && number <= last;
    }

    /** @return false if the event equals the previous one */
    boolean add(Topic topic, EventSerializer.Writing writing) {
        Optional<ServerSentEvent> before = Optional.ofNullable(byTopic.get(topic));
        boolean isKnown = before.filter(known ->
                        known.kind().equals(writing.kind()) && known.json().equals(writing.json()))
                .isPresent();
        if (isKnown && writing.isWhole()) {
            return false;
        }
        before.ifPresent(known -> byNumber.remove(known.number()));
        last++;
        ServerSentEvent now = new ServerSentEvent(last, topic, writing.kind(), writing.about(), writing.json());
        byNumber.put(last, now);
        byTopic.put(topic, now);
        if (byNumber.size() > most) {
            ServerSentEvent oldest = byNumber.pollFirstEntry().getValue();
            byTopic.remove(oldest.topic());
            floor = oldest.number();
        }
        return true;
    }

    /** Returns the events after {@code number} in order. */
    List<ServerSentEvent> since(long number, int atMost) {
        return byNumber.tailMap(number, false).values().stream().limit(atMost).toList();
    }

    /** Drops all events and invalidates all previous numbers. */
    void forgetAll() {
        byNumber.clear();
        byTopic.clear();
        last++;
        floor = last;
    }
}
