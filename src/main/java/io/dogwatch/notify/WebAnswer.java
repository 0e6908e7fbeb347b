package io.dogwatch.notify;

import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Response of a service.
 *
 * @param pause the requested delay; zero without one
 * @param body the part of the body read
 */
record WebAnswer(int status, Duration pause, String body) {

    /** Returns whether a retry may succeed: the service is overloaded or has an internal error. */
    private boolean mayWorkLater() {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    Delivery delivery(String channel, SecretMasker masker) {
        if (status / 100 == 2) {
            return new Delivery.Accepted();
        }
        String details = PlainText.line(masker.hidden(body), 200);
        String reason = channel + ": " + status + meaning() + (details.isEmpty() ? "" : ": " + details);
        return mayWorkLater()
                ? new Delivery.TryAgain(
                        pause.isZero() ? reason : reason + " (requests a pause of " + HumanDuration.of(pause) + ")",
                        pause)
                : new Delivery.Refused(reason);
    }

    private String meaning() {
        return switch (status) {
            case 401, 403 -> " (key or address rejected)";
            case 404, 410 -> " (address not found)";
            case 429 -> " (too many messages)";
            default -> status / 100 == 3 ? " (redirects are not followed)" : "";
        };
    }

    /** Parses a delay in seconds or a date (RFC 9110, 10.2.3); zero for other values. */
    static Duration pause(@Nullable Header retryAfter, Instant now) {
        String text = retryAfter == null || retryAfter.getValue() == null
                ? ""
                : retryAfter.getValue().strip();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
