package io.dogwatch.journal;

import java.time.Instant;

/**
 * A granted action of an operator.
 *
 * @param act one word, such as {@code restart}
 * @param subject a target, an incident or a silence; may be empty
 * @param createdBy the operator's own name for themselves
 * @param comment may be empty
 * @param way {@code api}, or {@code link} in a mail
 */
public record AuditEntry(Instant at, String act, String subject, String createdBy, String comment, String way) {}
