package io.dogwatch.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The connection settings of one Docker engine.
 *
 * @param host the configured name of the host, such as {@code local}
 * @param endpoint {@code unix:///path} or {@code tcp://host:port}
 * @param tlsFolder the folder of {@code ca.pem}, {@code cert.pem} and {@code key.pem}, in the layout of the docker
 *     command; empty for no TLS
 * @param allowPlainTcp whether {@code tcp://} to another machine is allowed without TLS. Everyone on the network
 *     path then has root access there; default false
 * @param requestTimeout the maximum time of a plain call from its start to its last byte; default 10 s
 * @param root the path of the engine machine's root file system on this machine, such as {@code /host}; empty if
 *     not configured
 */
public record EngineSettings(
        String host,
        String endpoint,
        Optional<Path> tlsFolder,
        boolean allowPlainTcp,
        Duration requestTimeout,
        Optional<Path> root) {

    /** A start took more than 2 s on a machine under load; ten are for the worst of them. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** Nothing said about the root of the engine's machine. */
    public EngineSettings(
            String host, String endpoint, Optional<Path> tlsFolder, boolean allowPlainTcp, Duration requestTimeout) {
        this(host, endpoint, tlsFolder, allowPlainTcp, requestTimeout, Optional.empty());
    }

    /** An engine of this machine, with the defaults. */
    public static EngineSettings of(String host, String endpoint) {
        return new EngineSettings(host, endpoint, Optional.empty(), false, DEFAULT_REQUEST_TIMEOUT);
    }
}
