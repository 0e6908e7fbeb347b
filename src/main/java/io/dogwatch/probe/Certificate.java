package io.dogwatch.probe;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A certificate presented by a server.
 *
 * @param subject the subject, such as {@code CN=shop.example}; chosen by the server
 * @param validUntil the end of the validity period
 */
public record Certificate(String subject, Instant validUntil) {

    static Certificate of(X509Certificate shown) {
        String subject = shown.getSubjectX500Principal().getName();
        return new Certificate(
                subject.isEmpty() ? "serial number " + shown.getSerialNumber().toString(16) : subject,
                shown.getNotAfter().toInstant());
    }

    /** Returns the remaining validity in whole days of 24 hours, rounded down; negative once expired. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, validUntil).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }

    boolean isValidFor(Duration longer, Instant now) {
        return !validUntil.isBefore(now.plus(longer));
    }

    /**
     * Returns a sentence such as {@code the certificate of CN=shop.example expired on 2026-11-01}, or with the number
     * of days left.
     */
    String describe(Instant now) {
        String day = validUntil.atZone(ZoneOffset.UTC).toLocalDate().toString();
        return "the certificate of " + subject
                + (validUntil.isBefore(now)
                        ? " expired on " + day
                        : " expires on " + day + ", in " + daysLeft(now) + (daysLeft(now) == 1 ? " day" : " days"));
    }
}
