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
 * What is told at once: one notice, or several that were gathered. The same each time it is tried.
 *
 * @param id unique for ever among the messages of a line; safe to repeat: whoever gets it twice can tell by this
 * @param notices never empty; of one incident in their order
 * @param heldFor why some of them come late, in words for people
 * @param roots by incident, the first message that was sent about it
 * @param evidence all that was saved for the incident, oldest first, if the message is about a single one
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

    /** @param evidence of the first notice's incident; left out if there are others */
    static OutgoingMessage of(NoticeBatch parcel, List<Evidence> evidence) {
        boolean single = isAboutOne(parcel.notices());
        return new OutgoingMessage(
                parcel.id(),
                parcel.notices(),
                parcel.heldFor(),
                parcel.roots(),
                parcel.createdAt(),
                single ? evidence : List.of());
    }

    static boolean isAboutOne(List<Notice> notices) {
        return notices.stream().map(notice -> notice.incident().id()).distinct().count() == 1;
    }

    public boolean isAboutOne() {
        return isAboutOne(notices);
    }

    /** The newest notice; the one that counts if all are about one incident. */
    public Notice newest() {
        return notices.getLast();
    }

    /** The newest of each incident, in the order in which the incidents were told. */
    public List<Notice> newestOfEach() {
        Map<String, Notice> newest = new LinkedHashMap<>();
        notices.forEach(notice -> newest.put(notice.incident().id(), notice));
        return List.copyOf(newest.values());
    }

    /** What was sent first about the incident of the newest notice; empty if this is the first. */
    public Optional<NoticeBatch.Root> root() {
        return Optional.ofNullable(roots.get(newest().incident().id()));
    }
}
