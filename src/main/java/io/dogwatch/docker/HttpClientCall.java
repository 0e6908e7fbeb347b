package io.dogwatch.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;

/**
 * One request in progress. It ends when its deadline passes, or by {@link Answer#close()} from any thread.
 *
 * <p>The read timeout alone is not sufficient: it restarts with every received byte. A watchdog enforces the
 * deadline.
 */
final class HttpClientCall {

    private final HttpUriRequestBase message;
    private final Duration deadline;
    private final ScheduledFuture<?> alarm;
    private volatile boolean expired;

    HttpClientCall(HttpUriRequestBase message, Duration deadline, ScheduledExecutorService watchdog) {
        this.message = message;
        this.deadline = deadline;
        try {
            this.alarm = watchdog.schedule(this::expire, deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new UncheckedIOException(new IOException("the connection to the engine was closed", e));
        }
    }

    private void expire() {
        expired = true;
        // On a separate thread: closing a TLS connection may block, and the watchdog serves other calls.
        Thread.startVirtualThread(message::abort);
    }

    /**
     * Sends the request and waits for the headers of the answer.
     *
     * @param stream whether the deadline ends with the headers
     */
    Answer open(CloseableHttpClient client, HttpHost target, boolean stream) {
        boolean open = false;
        try {
            ClassicHttpResponse response = client.executeOpen(target, message, null);
            // An error is a plain answer even where a stream was asked for, and must end.
            if (stream && response.getCode() < 300) {
                alarm.cancel(false);
            }
            Answer answer = new Answer(response);
            open = true;
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(explained(e));
        } catch (IllegalStateException e) {
            // What HttpClient throws when its pool is closed, or the request is aborted, between two of its steps.
            throw new UncheckedIOException(explained(new IOException("the request was interrupted", e)));
        } finally {
            if (!open) {
                end();
            }
        }
    }

    private IOException explained(IOException e) {
        if (expired || e instanceof SocketTimeoutException) {
            SocketTimeoutException late =
                    new SocketTimeoutException("no complete response within " + deadline.toMillis() + " ms");
            late.initCause(e);
            return late;
        }
        return e;
    }

    private void end() {
        alarm.cancel(false);
        // Not response.close(): that one wants to read the rest first, and blocks for as long as the engine is silent.
        message.abort();
    }

    /** The answer; its body can be read once. */
    final class Answer implements DockerHttpClient.Response {

        private final ClassicHttpResponse response;
        private final InputStream body;

        private Answer(ClassicHttpResponse response) throws IOException {
            this.response = response;
            InputStream content = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            this.body = new Body(content);
        }

        @Override
        public int getStatusCode() {
            return response.getCode();
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : response.getHeaders()) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }

        /** Cuts the connection. Takes some milliseconds, even if another thread is reading it. */
        @Override
        public void close() {
            end();
        }
    }

    /** Says what a cut by the watchdog means, and closes without reading to the end. */
    private final class Body extends FilterInputStream {

        private Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                throw explained(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw explained(e);
            }
        }

        @Override
        public void close() {
            end();
        }
    }
}
