package io.dogwatch.journal;

import io.dogwatch.judge.Notice;
import io.dogwatch.model.Severity;
import java.time.Instant;

/**
 * A notice that waits on a line, and is not in any parcel yet.
 *
 * @param notice its id
 * @param target whom it is about, as people read it
 */
public record QueuedNotice(
        String notice, String incident, Notice.Kind kind, String target, Severity severity, Instant createdAt) {}
