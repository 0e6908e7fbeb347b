package io.dogwatch.web.events;

import io.dogwatch.auth.SessionValidity;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.glassfish.jersey.server.ChunkedOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds with server-sent events. A virtual thread writes each stream, so streams occupy no thread of the web server.
 * The {@code idleTimeout} of the connector closes a stream that is not read, unless its source ends earlier. Stateless.
 */
public final class EventStream {

    private static final String MEDIA_TYPE = "text/event-stream; charset=utf-8";
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private EventStream() {}

    /** Sink of events. Blocks until the client accepts them. */
    public interface Sink {

        /** @param events complete events, each with its trailing blank line */
        void write(String events) throws IOException;
    }

    /** Source of events. Closed when the client disconnects. */
    public interface Source extends AutoCloseable {

        /** Sends events until the source ends. Throws as soon as the client is gone. */
        void send(Sink sink) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** @param stay checked before each write, at least once per heartbeat; the stream ends when the session expires */
    public static Response of(Source source, SessionValidity stay) {
        // Jersey's StreamingOutput buffers 8 KiB even when flushed.
        ChunkedOutput<String> output = new ChunkedOutput<>(String.class);
        Thread.ofVirtual().name("stream").start(() -> write(source, stay, output));
        return response(Response.ok(output, MEDIA_TYPE));
    }

    /** Responds to HEAD; Jersey would otherwise run a GET that never ends. */
    public static Response head() {
        return response(Response.ok().type(MEDIA_TYPE));
    }

    private static Response response(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                // Prevents nginx from buffering events.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static void write(Source source, SessionValidity stay, ChunkedOutput<String> output) {
        try (source;
                output) {
            source.send(events -> {
                if (stay.isOver()) {
                    throw new IOException("the session or token has expired");
                }
                output.write(events);
            });
        } catch (IOException e) {
            // Normal end of a stream: the client is gone or does not read.
            LOG.debug("stream cut", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
