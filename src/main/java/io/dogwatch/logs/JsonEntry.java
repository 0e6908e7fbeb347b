package io.dogwatch.logs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.docker.LogLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a json-file: {@code {"log":"text\n","stream":"stdout","time":"…"}}. That shape, in which dockerd writes, is
 * read by hand; any other order or key by Jackson.
 *
 * @param text the text in UTF-8, without its line feed
 * @param endsLine whether it had one: only the last piece of a long line has
 */
@SuppressWarnings("ArrayRecordComponent")
record JsonEntry(byte[] text, boolean endsLine, LogLine.Source source, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] OPENING = ascii("{\"log\":\"");
    private static final byte[] STDOUT = ascii("\",\"stream\":\"stdout\",");
    private static final byte[] STDERR = ascii("\",\"stream\":\"stderr\",");
    private static final byte[] TIME = ascii("\"time\":\"");

    /** @return empty for what is no entry, such as a line that was torn when a disk was full */
    static Optional<JsonEntry> read(byte[] bytes, int from, int end) {
        return readByHand(bytes, from, end).or(() -> readByJackson(bytes, from, end));
    }

    private static Optional<JsonEntry> readByHand(byte[] bytes, int from, int end) {
        if (!isAt(OPENING, bytes, from, end)) {
            return Optional.empty();
        }
        int begin = from + OPENING.length;
        int close = begin;
        while (close < end && bytes[close] != '"') {
            close += bytes[close] == '\\' ? 2 : 1;
        }
        LogLine.Source source;
        if (isAt(STDOUT, bytes, close, end)) {
            source = LogLine.Source.STDOUT;
        } else if (isAt(STDERR, bytes, close, end)) {
            source = LogLine.Source.STDERR;
        } else {
            return Optional.empty();
        }
        // Attributes may stand between; they are read by Jackson, since they hold what people choose.
        if (!isAt(TIME, bytes, close + STDOUT.length, end)) {
            return Optional.empty();
        }
        int stop = close;
        return LogStamp.atEnd(bytes, close, end).map(at -> {
            boolean endsLine = stop - begin >= 2 && bytes[stop - 1] == 'n' && isEscape(bytes, begin, stop - 2);
            return new JsonEntry(JsonText.decode(bytes, begin, endsLine ? stop - 2 : stop), endsLine, source, at);
        });
    }

    /** Whether the backslash there is not itself escaped. */
    private static boolean isEscape(byte[] bytes, int from, int at) {
        int begin = at;
        while (begin >= from && bytes[begin] == '\\') {
            begin--;
        }
        return (at - begin) % 2 == 1;
    }

    private static Optional<JsonEntry> readByJackson(byte[] bytes, int from, int end) {
        try {
            JsonNode entry = JSON.readTree(bytes, from, end - from);
            byte[] time = entry.path("time").asText("").getBytes(StandardCharsets.UTF_8);
            if (!entry.path("log").isTextual()) {
                return Optional.empty();
            }
            String log = entry.path("log").asText();
            boolean endsLine = log.endsWith("\n");
            String text = endsLine ? log.substring(0, log.length() - 1) : log;
            LogLine.Source source =
                    entry.path("stream").asText("").equals("stderr") ? LogLine.Source.STDERR : LogLine.Source.STDOUT;
            return LogStamp.read(time, 0, time.length)
                    .map(at -> new JsonEntry(text.getBytes(StandardCharsets.UTF_8), endsLine, source, at));
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isAt(byte[] what, byte[] bytes, int at, int end) {
        if (at + what.length > end) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
