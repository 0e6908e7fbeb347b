package io.dogwatch.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open stream of the engine, read by its virtual thread. Reports its end exactly once, and never after {@link
 * #close()}. Safe for use by many threads.
 */
final class EngineStream implements Engine.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(EngineStream.class);

    /** Reads the stream to its end. */
    interface Loop {
        void read(InputStream body) throws Exception;
    }

    private final DockerHttpClient.Response response;
    private final Consumer<String> onEnd;
    private final Consumer<EngineStream> forget;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param forget called when the stream has ended, for any reason */
    EngineStream(DockerHttpClient.Response response, Consumer<String> onEnd, Consumer<EngineStream> forget) {
        this.response = response;
        this.onEnd = onEnd;
        this.forget = forget;
    }

    void start(String name, Loop loop) {
        Thread.ofVirtual().name(name).start(() -> run(name, loop));
    }

    /** Whether something more may be handed out. */
    boolean isOpen() {
        return !ended.get();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a callback throws, even an Error: a stream must not die unnoticed
    private void run(String name, Loop loop) {
        String reason;
        try {
            loop.read(response.getBody());
            reason = "the engine ended the stream";
        } catch (Throwable e) {
            reason = String.valueOf(e);
            if (!(e instanceof IOException) && isOpen()) {
                LOG.warn("stream handler failed stream={}", name, e);
            }
        }
        if (ended.compareAndSet(false, true)) {
            release();
            try {
                onEnd.accept(reason);
            } catch (RuntimeException e) {
                LOG.warn("stream end handler failed stream={}", name, e);
            }
        }
    }

    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            release();
        }
    }

    private void release() {
        forget.accept(this);
        response.close();
    }
}
