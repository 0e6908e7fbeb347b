package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What goes out in one message on one line, and stays together until it has arrived or is given up.
 *
 * @param id that of its first notice, with the number of the others; the base of a mail's Message-ID
 * @param notices in their order; never empty
 * @param heldFor why some of them waited, in words for people; empty if none did
 * @param roots by incident, what was sent of it first on this line
 * @param createdAt of its oldest notice
 * @param attempts that failed so far
 */
public record NoticeBatch(
        String id,
        String line,
        List<Notice> notices,
        Set<String> heldFor,
        Map<String, Root> roots,
        Instant createdAt,
        int attempts) {

    /**
     * The first message about an incident.
     *
     * @param parcel the message's own id
     * @param token what the channel needs to put others behind it, such as a subject
     */
    public record Root(String parcel, String token) {}

    public NoticeBatch {
        notices = List.copyOf(notices);
        heldFor = Set.copyOf(heldFor);
        roots = Map.copyOf(roots);
    }
}
