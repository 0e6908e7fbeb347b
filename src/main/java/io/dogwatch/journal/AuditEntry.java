package io.dogwatch.journal;

import java.time.Instant;

/**
 * A granted action of an operator.
 *
 * @param action one word, such as {@code restart}
 * @param subject a target, an incident or a silence; may be empty
 * @param createdBy the operator's own name for themselves
 * @param comment may be empty
 * @param source {@code api}, or {@code link} in a mail
 */
public record AuditEntry(Instant at, String action, String subject, String createdBy, String comment, String source) {}
