package io.dogwatch.web.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest event of each topic, in their order: whoever comes back has missed nothing that still counts, however long it was
 * away, and a slow reader needs no queue of its own. Bounded. Not thread-safe.
 */
final class LatestByTopic {

    private final int most;
    private final NavigableMap<Long, ServerSentEvent> byNumber = new TreeMap<>();
    private final Map<Topic, ServerSentEvent> byTopic = new HashMap<>();
    private long last;
    private long floor;

    /** @param most how many topics are remembered; those that were quiet for longest are forgotten first */
    LatestByTopic(int most) {
        this.most = most;
    }

    /** The greatest number so far. */
    long last() {
        return last;
    }

    /** Whether nothing was forgotten that came after this number. */
    boolean knowsAllSince(long number) {
        return floor <= number && number <= last;
    }

    /** @return false if this is what was told last, so that there is nothing new */
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

    /** In their order. */
    List<ServerSentEvent> since(long number, int atMost) {
        return byNumber.tailMap(number, false).values().stream().limit(atMost).toList();
    }

    /** Forgets all, so that every number that was given out before is too old. */
    void forgetAll() {
        byNumber.clear();
        byTopic.clear();
        last++;
        floor = last;
    }
}
