package io.dogwatch.web.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dogwatch.model.PlainText;
import io.dogwatch.web.events.EventStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Writes what is told of a log as server-sent events, some at a time. For one thread. */
final class LogEvents {

    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MUCH = 32 << 10;
    private static final int MAX_WHY_LENGTH = 300;

    private final EventStream.Mouth mouth;
    private final ObjectMapper mapper;
    private final Duration heartbeat;
    private final StringBuilder text = new StringBuilder("retry: 2000\n\n");
    private String stopped = "";
    private long said = System.nanoTime();

    /** @param heartbeat after so long without a word it says that it is still there */
    LogEvents(EventStream.Mouth mouth, ObjectMapper mapper, Duration heartbeat) {
        this.mouth = mouth;
        this.mapper = mapper;
        this.heartbeat = heartbeat;
    }

    void ready(LogPosition place) {
        event("ready", place.toString(), Map.of("place", place.toString()));
    }

    void line(LogLineReport line) throws IOException {
        event("line", line.id(), line);
        if (text.length() > MUCH) {
            say();
        }
    }

    /** Something is missing between the line before and the next. */
    void gap(String why) {
        event("gap", "", Map.of("why", why));
    }

    /** Nothing comes at the moment. Told once for each reason, until {@link #goesOn}. */
    void stopped(String why) {
        String line = PlainText.line(why, MAX_WHY_LENGTH);
        if (!line.equals(stopped)) {
            stopped = line;
            event("stopped", "", Map.of("why", line));
        }
    }

    void goesOn() {
        stopped = "";
    }

    boolean isAnyUnsaid() {
        return !text.isEmpty();
    }

    /** Also says that it is still there, if it has said nothing for long. */
    void say() throws IOException {
        if (text.isEmpty() && System.nanoTime() - said >= heartbeat.toNanos()) {
            text.append(": nothing new\n\n");
        }
        if (!text.isEmpty()) {
            mouth.say(text.toString());
            text.setLength(0);
            said = System.nanoTime();
        }
    }

    private void event(String kind, String id, Object told) {
        try {
            text.append(id.isEmpty() ? "" : "id: " + id + "\n")
                    .append("event: ")
                    .append(kind);
            text.append("\ndata: ").append(mapper.writeValueAsString(told)).append("\n\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
