package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dogwatch.model.HumanDuration;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to one service with a total deadline each, and classifies the response. Does not follow redirects, and
 * keeps no connections and cookies. An interrupt ends an attempt immediately. Thread-safe.
 */
final class WebPost {

    /** Maximum number of bytes read of a response; messages show far less. */
    private static final int MAX_ANSWER = 2048;

    private final String channel;
    private final Duration timeout;
    private final SecretMasker masker;
    private final InstantSource clock;
    private final CloseableHttpClient client;

    WebPost(ChannelSettings settings, InstantSource clock) {
        this.channel = settings.name();
        this.timeout = settings.timeout();
        this.masker = new SecretMasker(settings.url(), settings.secret());
        this.clock = clock;
        this.client = client(settings.timeout());
    }

    private static CloseableHttpClient client(Duration timeout) {
        Timeout each = Timeout.of(timeout);
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(each)
                                .setSocketTimeout(each)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(each).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("dogwatch")
                .build();
    }

    /** Runs on a separate thread, because a name lookup cannot be interrupted. */
    Delivery send(WebCall call) {
        HttpPost request = new HttpPost(call.url());
        FutureTask<WebAnswer> attempt = new FutureTask<>(() -> ask(request, call));
        Thread.ofVirtual().name("channel-" + channel).start(attempt);
        try {
            return attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS).delivery(channel, masker);
        } catch (TimeoutException e) {
            return tryAgain("no complete response within " + HumanDuration.of(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tryAgain("interrupted");
        } catch (ExecutionException e) {
            return tryAgain(masker.words(e.getCause() == null ? e : e.getCause()));
        } finally {
            attempt.cancel(true);
            request.abort();
        }
    }

    private WebAnswer ask(HttpPost request, WebCall call) throws IOException, HttpException {
        call.headers().forEach(request::setHeader);
        request.setEntity(new StringEntity(call.body(), ContentType.APPLICATION_JSON));
        try {
            ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
            return new WebAnswer(
                    response.getCode(),
                    WebAnswer.pause(response.getFirstHeader("Retry-After"), clock.instant()),
                    response.getCode() / 100 == 2 ? "" : start(response.getEntity()));
        } finally {
            // Not response.close(), which first reads the rest of a possibly endless response.
            request.abort();
        }
    }

    /** Reads the start of an error body. A read failure does not change the result. */
    @SuppressWarnings("EmptyCatch")
    private static String start(HttpEntity entity) {
        if (entity == null) {
            return "";
        }
        byte[] start = new byte[MAX_ANSWER];
        int length = 0;
        try {
            InputStream content = entity.getContent();
            int read;
            while (length < start.length && (read = content.read(start, length, start.length - length)) >= 0) {
                length += read;
            }
        } catch (IOException e) {
            // Uses the bytes received so far.
        }
        return new String(start, 0, length, UTF_8);
    }

    private Delivery tryAgain(String reason) {
        return new Delivery.TryAgain(channel + ": " + reason);
    }
}
