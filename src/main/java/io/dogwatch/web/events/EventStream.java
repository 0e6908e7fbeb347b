package io.dogwatch.web.events;

import io.dogwatch.auth.SessionValidity;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.glassfish.jersey.server.ChunkedOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with server-sent events. Each stream is written by a virtual thread of its own, so that it holds none of the web
 * server's; one that is not read is cut by the connector's {@code idleTimeout}, if its story does not end it sooner. Stateless.
 */
public final class EventStream {

    private static final String MEDIA_TYPE = "text/event-stream; charset=utf-8";
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private EventStream() {}

    /** Where events go. Blocks until they are taken. */
    public interface Mouth {

        /** @param events whole ones, each with its empty line */
        void say(String events) throws IOException;
    }

    /** What is told. Closed when nobody listens any more. */
    public interface Story extends AutoCloseable {

        /** Goes on until there is nothing more to tell. Throws as soon as nobody reads. */
        void send(Mouth mouth) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** @param stay asked before each word, and so at each heartbeat at the latest: the stream ends when it is over */
    public static Response of(Story story, SessionValidity stay) {
        // Jersey's own stream would keep back what is not 8 KiB yet, flushed or not.
        ChunkedOutput<String> output = new ChunkedOutput<>(String.class);
        Thread.ofVirtual().name("stream").start(() -> write(story, stay, output));
        return response(Response.ok(output, MEDIA_TYPE));
    }

    /** Without it, a GET would be run that nobody ever ends. */
    public static Response head() {
        return response(Response.ok().type(MEDIA_TYPE));
    }

    private static Response response(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store")
                // nginx would keep events back until its buffer is full.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private static void write(Story story, SessionValidity stay, ChunkedOutput<String> output) {
        try (story;
                output) {
            story.send(events -> {
                if (stay.isOver()) {
                    throw new IOException("the session or token has expired");
                }
                output.write(events);
            });
        } catch (IOException e) {
            // They have gone, or do not read: that is how streams end.
            LOG.debug("stream cut", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
