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
        int stop = textEnd(bytes, from, end);
        Optional<LogLine.Source> source = sourceAt(bytes, stop, end);
        // Attributes may stand between; they are read by Jackson, since they hold what people choose.
        if (source.isEmpty() || !isAt(TIME, bytes, stop + STDOUT.length, end)) {
            return Optional.empty();
        }
        int begin = from + OPENING.length;
        return LogStamp.atEnd(bytes, stop, end).map(at -> {
            boolean endsLine = stop - begin >= 2 && bytes[stop - 1] == 'n' && isEscape(bytes, begin, stop - 2);
            return new JsonEntry(
                    JsonStringDecoder.decode(bytes, begin, endsLine ? stop - 2 : stop), endsLine, source.get(), at);
        });
    }

    /** Of an entry in the shape in which dockerd writes; empty for any other. */
    static Optional<LogLine.Source> source(byte[] bytes, int from, int end) {
        return sourceAt(bytes, textEnd(bytes, from, end), end);
    }

    /** @return the quote after the text; {@code end} where it does not stand first */
    private static int textEnd(byte[] bytes, int from, int end) {
        if (!isAt(OPENING, bytes, from, end)) {
            return end;
        }
        int close = from + OPENING.length;
        while (close < end && bytes[close] != '"') {
            close += bytes[close] == '\\' ? 2 : 1;
        }
        return close;
    }

    private static Optional<LogLine.Source> sourceAt(byte[] bytes, int at, int end) {
        return isAt(STDOUT, bytes, at, end)
                ? Optional.of(LogLine.Source.STDOUT)
                : isAt(STDERR, bytes, at, end) ? Optional.of(LogLine.Source.STDERR) : Optional.empty();
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
