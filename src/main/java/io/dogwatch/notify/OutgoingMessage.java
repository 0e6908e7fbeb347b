package io.dogwatch.notify;

import io.dogwatch.journal.NoticeBatch;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Evidence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One message with one or several notifications. Stable for retries.
 *
 * @param id unique among the messages of a receiver; identifies duplicates
 * @param notices never empty; in order for each incident
 * @param heldFor why some notifications are delayed, as text
 * @param roots by incident, the first message about it
 * @param evidence all evidence of the incident, oldest first, if the message is about one incident
 */
public record OutgoingMessage(
        String id,
        List<Notice> notices,
        Set<String> heldFor,
        Map<String, NoticeBatch.Root> roots,
        Instant createdAt,
        List<Evidence> evidence) {

    public OutgoingMessage {
        notices = List.copyOf(notices);
        heldFor = Set.copyOf(heldFor);
        roots = Map.copyOf(roots);
        evidence = List.copyOf(evidence);
    }

    /** @param evidence of the incident of the first notification; ignored for several incidents */
    static OutgoingMessage of(NoticeBatch batch, List<Evidence> evidence) {
        boolean single = isAboutOne(batch.notices());
        return new OutgoingMessage(
                batch.id(),
                batch.notices(),
                batch.heldFor(),
                batch.roots(),
                batch.createdAt(),
                single ? evidence : List.of());
    }

    static boolean isAboutOne(List<Notice> notices) {
        return notices.stream().map(notice -> notice.incident().id()).distinct().count() == 1;
    }

    public boolean isAboutOne() {
        return isAboutOne(notices);
    }

    /** Returns the newest notification, which is the relevant one for a single incident. */
    public Notice newest() {
        return notices.getLast();
    }

    /** Returns the newest notification of each incident, in order of the first notifications. */
    public List<Notice> newestOfEach() {
        Map<String, Notice> newest = new LinkedHashMap<>();
        notices.forEach(notice -> newest.put(notice.incident().id(), notice));
        return List.copyOf(newest.values());
    }

    /** Returns the first message about the incident of the newest notification; empty if this is the first one. */
    public Optional<NoticeBatch.Root> root() {
        return Optional.ofNullable(roots.get(newest().incident().id()));
    }
}
