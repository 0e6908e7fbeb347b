package io.dogwatch.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Parses a time in the RFC 3339 format of the OpenAPI document: no leap seconds, and years of four digits. */
public final class TimeParam {

    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private TimeParam() {}

    /** @throws DateTimeException if the text is not a valid time */
    public static Instant read(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new DateTimeException("must be a time such as 2026-11-24T03:12:07Z");
        }
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
    }
}
