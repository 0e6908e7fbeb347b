package io.dogwatch.notify;

import io.dogwatch.model.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered.
 *
 * @param pause how long it asks to be left alone; zero if it does not say
 * @param body what was read of it
 */
record WebAnswer(int status, Duration pause, String body) {

    /** Whether the same may work later: the service is too busy, or has a fault of its own. */
    private boolean mayWorkLater() {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    Delivery delivery(String channel, SecretMasker discretion) {
        if (status / 100 == 2) {
            return new Delivery.Accepted();
        }
        String said = PlainText.line(discretion.hidden(body), 200);
        String why = channel + ": " + status + meaning() + (said.isEmpty() ? "" : ": " + said);
        return mayWorkLater()
                ? new Delivery.TryAgain(
                        pause.isZero() ? why : why + " (requests a pause of " + MailDurations.words(pause) + ")", pause)
                : new Delivery.Refused(why);
    }

    private String meaning() {
        return switch (status) {
            case 401, 403 -> " (key or address rejected)";
            case 404, 410 -> " (address not found)";
            case 429 -> " (too many messages)";
            default -> status / 100 == 3 ? " (redirects are not followed)" : "";
        };
    }

    /** In seconds, or until a date (RFC 9110, 10.2.3); anything else says nothing. */
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
