package io.dogwatch.web.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.events.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Writes log events as server-sent events in batches. Not thread-safe. */
final class LogEvents {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int FLUSH_LENGTH = 32 << 10;
    private static final int MAX_WHY_LENGTH = 300;

    private final EventStream.Sink sink;
    private final ObjectMapper mapper;
    private final Duration heartbeat;
    private final StringBuilder text = new StringBuilder("retry: 2000\n\n");
    private String stopped = "";
    private long lastWrite = System.nanoTime();

    /** @param heartbeat the maximum time without output before a comment is sent */
    LogEvents(EventStream.Sink sink, ObjectMapper mapper, Duration heartbeat) {
        this.sink = sink;
        this.mapper = mapper;
        this.heartbeat = heartbeat;
    }

    void ready(LogPosition place) {
        event("ready", place.toString(), Map.of("position", place.toString()));
    }

    void line(LogLineReport line) throws IOException {
        event("line", line.id(), line);
        if (text.length() > FLUSH_LENGTH) {
            flush();
        }
    }

    /** Reports missing lines between the previous and the next line. */
    void gap(String why) {
        event("gap", "", Map.of("reason", why));
    }

    /** Reports that no lines can arrive. Sent once for each reason until {@link #resumed}. */
    void stopped(String why) {
        String line = PlainText.line(why, MAX_WHY_LENGTH);
        if (!line.equals(stopped)) {
            stopped = line;
            event("stopped", "", Map.of("reason", line));
        }
    }

    void resumed() {
        stopped = "";
    }

    boolean hasPending() {
        return !text.isEmpty();
    }

    /** Sends the pending events, or a comment after {@code heartbeat} without output. */
    void flush() throws IOException {
        if (text.isEmpty() && System.nanoTime() - lastWrite >= heartbeat.toNanos()) {
            text.append(": heartbeat\n\n");
        }
        if (!text.isEmpty()) {
            sink.write(text.toString());
            text.setLength(0);
            lastWrite = System.nanoTime();
        }
    }

    private void event(String kind, String id, Object data) {
        try {
            text.append(id.isEmpty() ? "" : "id: " + id + "\n")
                    .append("event: ")
                    .append(kind);
            text.append("\ndata: ").append(mapper.writeValueAsString(data)).append("\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
