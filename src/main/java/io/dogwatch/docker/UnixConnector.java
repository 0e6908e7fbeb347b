package io.dogwatch.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Connects to a Unix socket by {@link UnixSocket}, and to everything else as HttpClient does. Safe for many threads. */
final class UnixConnector extends DefaultHttpClientConnectionOperator {

    private UnixConnector(@Nullable SchemePortResolver ports, @Nullable DnsResolver names, TlsSocketStrategy tls) {
        super(
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", tls)
                        .build());
    }

    /** A builder of connection pools that connect so. */
    static PoolingHttpClientConnectionManagerBuilder pool() {
        return new PoolingHttpClientConnectionManagerBuilder() {
            @Override
            protected HttpClientConnectionOperator createConnectionOperator(
                    SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
                return new UnixConnector(ports, names, tls);
            }
        };
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost endpoint,
            @Nullable NamedEndpoint name,
            @Nullable Path socket,
            @Nullable InetSocketAddress local,
            Timeout timeout,
            SocketConfig config,
            @Nullable Object attachment,
            HttpContext context)
            throws IOException {
        if (socket == null) {
            super.connect(connection, endpoint, name, null, local, timeout, config, attachment, context);
            return;
        }
        UnixSocket unix = new UnixSocket();
        // Before it is connected: an engine that accepts nothing any more is given up by closing the connection.
        connection.bind(unix);
        try {
            unix.connect(socket);
        } catch (IOException e) {
            unix.close();
            throw new IOException(socket + ": " + e.getMessage(), e);
        }
        connection.bind(unix);
    }
}
