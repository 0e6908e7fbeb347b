package io.dogwatch.docker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How one Docker engine is reached.
 *
 * @param host the configured name of the host, such as {@code local}
 * @param endpoint {@code unix:///path} or {@code tcp://host:port}
 * @param tlsFolder the folder that holds {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as the docker command has
 *     it; empty for no TLS
 * @param allowPlainTcp whether {@code tcp://} to another machine is allowed without TLS: everybody on the way then is
 *     root there; default false
 * @param requestTimeout the longest a plain call takes from its start to its last byte; default 10 s
 * @param root the path under which the root of the engine machine's file system can be seen, such as {@code /host}; empty
 *     if nothing has been said about it
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
