package io.dogwatch.docker;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;

/** Creates HttpClients without retries, redirects, cookies and connection reuse. */
record ConnectionPools(Optional<SSLContext> tls) {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    CloseableHttpClient client(int connections) {
        PoolingHttpClientConnectionManagerBuilder pool = UnixConnector.pool()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(HttpClientTransport.timeout(CONNECT))
                        .build());
        tls.ifPresent(context -> pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(context)));
        return HttpClients.custom()
                .setConnectionManager(pool.build())
                // A connect to a Unix socket takes 0.05 ms. With a connection kept over a restart of the engine, a
                // restart call would fail with an unknown outcome.
                .setConnectionReuseStrategy((request, response, context) -> false)
                // A repeated restart call would restart twice.
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("dogwatch")
                .build();
    }
}
