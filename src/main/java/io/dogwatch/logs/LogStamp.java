package io.dogwatch.logs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Optional;

/** Reads the engine's time stamps, {@code 2026-03-01T12:00:00.123456789Z}, straight from bytes. Pure. */
final class LogStamp {

    private static final byte[] KEY = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LENGTH = 35;
    private static final int SECONDS_END = 19;

    private LogStamp() {}

    /** The stamp at the end of an entry of a json-file: all entries of an engine end in {@code "time":"…"}}. */
    static Optional<Instant> atEnd(byte[] bytes, int from, int end) {
        int close = end - 2;
        if (close <= from || bytes[end - 1] != '}' || bytes[close] != '"') {
            return Optional.empty();
        }
        int earliest = Math.max(from, close - MAX_LENGTH - KEY.length);
        for (int at = close - 1; at >= earliest + KEY.length; at--) {
            if (bytes[at - 1] == '"') {
                return isKeyBefore(bytes, at) ? read(bytes, at, close) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isKeyBefore(byte[] bytes, int end) {
        int begin = end - KEY.length;
        for (int i = 0; i < KEY.length; i++) {
            if (bytes[begin + i] != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return empty for what is no time */
    static Optional<Instant> read(byte[] bytes, int from, int end) {
        boolean plain = end - from > SECONDS_END
                && bytes[end - 1] == 'Z'
                && end - from <= SECONDS_END + 11
                && (end - from == SECONDS_END + 1 || bytes[from + SECONDS_END] == '.');
        if (!plain || !hasDigits(bytes, from, end)) {
            return readSlowly(bytes, from, end);
        }
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        int hour = number(bytes, from + 11, 2);
        int minute = number(bytes, from + 14, 2);
        int second = number(bytes, from + 17, 2);
        if (month < 1
                || month > 12
                || day < 1
                || (day > 28 && day > lastDay(bytes, from))
                || hour > 23
                || minute > 59
                || second > 59) {
            return readSlowly(bytes, from, end);
        }
        long seconds = days(number(bytes, from, 4), month, day) * 86_400L + hour * 3600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochSecond(seconds, nanos(bytes, from + SECONDS_END + 1, end - 1)));
    }

    private static int lastDay(byte[] bytes, int from) {
        return YearMonth.of(number(bytes, from, 4), number(bytes, from + 5, 2)).lengthOfMonth();
    }

    private static boolean hasDigits(byte[] bytes, int from, int end) {
        for (int i = from; i < end - 1; i++) {
            boolean ok =
                    switch (i - from) {
                        case 4, 7 -> bytes[i] == '-';
                        case 10 -> bytes[i] == 'T';
                        case 13, 16 -> bytes[i] == ':';
                        case SECONDS_END -> bytes[i] == '.';
                        default -> bytes[i] >= '0' && bytes[i] <= '9';
                    };
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static int nanos(byte[] bytes, int from, int end) {
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            nanos = nanos * 10 + (from + i < end ? bytes[from + i] - '0' : 0);
        }
        return nanos;
    }

    /** Days since 1970 of the Gregorian calendar, after Howard Hinnant's days_from_civil. */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }

    private static Optional<Instant> readSlowly(byte[] bytes, int from, int end) {
        if (end - from < 20 || end - from > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
