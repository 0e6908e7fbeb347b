package io.dogwatch.probe;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A certificate that a server has shown.
 *
 * @param subject whom it is for, such as {@code CN=shop.example}; the server chose this text
 * @param validUntil its last moment
 */
public record Certificate(String subject, Instant validUntil) {

    static Certificate of(X509Certificate shown) {
        String subject = shown.getSubjectX500Principal().getName();
        return new Certificate(
                subject.isEmpty() ? "serial number " + shown.getSerialNumber().toString(16) : subject,
                shown.getNotAfter().toInstant());
    }

    /** Whole days of 24 hours, rounded down; negative once it has expired. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, validUntil).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }

    boolean isValidFor(Duration longer, Instant now) {
        return !validUntil.isBefore(now.plus(longer));
    }

    /** {@code the certificate of CN=shop.example expired on 2026-11-01}, or how many days are left. */
    String said(Instant now) {
        String day = validUntil.atZone(ZoneOffset.UTC).toLocalDate().toString();
        return "the certificate of " + subject
                + (validUntil.isBefore(now)
                        ? " expired on " + day
                        : " expires on " + day + ", in " + daysLeft(now) + (daysLeft(now) == 1 ? " day" : " days"));
    }
}
