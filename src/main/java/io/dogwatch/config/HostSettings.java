package io.dogwatch.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One Docker engine to watch.
 *
 * @param endpoint {@code unix:///path} or {@code tcp://host:port}
 * @param tls a folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as the Docker client has it
 * @param allowPlainTcp whether a {@code tcp} endpoint may do without TLS
 */
public record HostSettings(String name, String endpoint, Optional<Path> tls, boolean allowPlainTcp) {

    public static final HostSettings LOCAL =
            new HostSettings("local", "unix:///var/run/docker.sock", Optional.empty(), false);
}
