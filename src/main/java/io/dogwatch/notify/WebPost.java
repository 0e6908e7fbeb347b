package io.dogwatch.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * Sends requests to one service, each within a deadline for the whole of it, and says what the answer means for the
 * message. Follows no redirect, keeps no connection and no cookie. An interrupt ends an attempt at once. Safe for use by
 * many threads.
 */
final class WebPost {

    /** What a person gets to see of an answer is far less. */
    private static final int MAX_ANSWER = 2048;

    private final String channel;
    private final Duration timeout;
    private final SecretMasker discretion;
    private final InstantSource clock;
    private final CloseableHttpClient client;

    WebPost(ChannelSettings settings, InstantSource clock) {
        this.channel = settings.name();
        this.timeout = settings.timeout();
        this.discretion = new SecretMasker(settings.url(), settings.secret());
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

    /** On a thread of its own: looking up a name cannot be cut short. */
    Delivery send(WebCall call) {
        HttpPost request = new HttpPost(call.url());
        FutureTask<WebAnswer> attempt = new FutureTask<>(() -> ask(request, call));
        Thread.ofVirtual().name("channel-" + channel).start(attempt);
        try {
            return attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS).delivery(channel, discretion);
        } catch (TimeoutException e) {
            return again("no complete response within " + MailDurations.words(timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again("interrupted");
        } catch (ExecutionException e) {
            return again(discretion.words(e.getCause() == null ? e : e.getCause()));
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
            // Not response.close(): that one reads the rest first, which may have no end.
            request.abort();
        }
    }

    /** What it says about a failure; that it says no more is no failure of another kind. */
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
            // What came so far has to do.
        }
        return new String(start, 0, length, UTF_8);
    }

    private Delivery again(String why) {
        return new Delivery.TryAgain(channel + ": " + why);
    }
}
