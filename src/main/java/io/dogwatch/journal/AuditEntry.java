package io.dogwatch.journal;

import java.time.Instant;

/**
 * Something that a person asked of Dogwatch, and that was granted.
 *
 * @param act one word, such as {@code restart}
 * @param subject what it was about: a target, an incident, a window; may be empty
 * @param createdBy who, as they say themselves
 * @param comment may be empty
 * @param way by which it came: {@code api}, or {@code link} in a mail
 */
public record AuditEntry(Instant at, String act, String subject, String createdBy, String comment, String way) {}
