package io.dogwatch.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import java.util.Optional;

/**
 * The negotiated session with an engine. By default, docker-java sends no API version, and an engine then answers
 * with its newest one, which docker-java may not know.
 *
 * @param client uses the negotiated version
 * @param prefix path prefix of plain requests, such as {@code /v1.41}
 */
record EngineSession(DockerClient client, EngineVersion version, String prefix) {

    /** Asks the engine, without a version. */
    static EngineSession negotiate(URI endpoint, HttpClientTransport transport) {
        Version answer = client(endpoint, RemoteApiVersion.UNKNOWN_VERSION, transport)
                .versionCmd()
                .exec();
        String engine = answer.getVersion() == null ? "of unknown version" : answer.getVersion();
        ApiVersion newest = version(engine, answer.getApiVersion());
        // Engines before 18 do not say; those are refused by their newest anyway.
        ApiVersion oldest = answer.getMinAPIVersion() == null ? newest : version(engine, answer.getMinAPIVersion());
        ApiVersion common = ApiVersion.common(engine, newest, oldest);
        return new EngineSession(
                client(endpoint, RemoteApiVersion.create(common.major(), common.minor()), transport),
                new EngineVersion(engine, common.toString()),
                "/v" + common);
    }

    private static ApiVersion version(String engine, String text) {
        return Optional.ofNullable(text)
                .flatMap(ApiVersion::parse)
                .orElseThrow(() -> new EngineException(
                        EngineException.Kind.REJECTED, "Docker engine " + engine + " does not report its API version"));
    }

    private static DockerClient client(URI endpoint, RemoteApiVersion version, HttpClientTransport transport) {
        return DockerClientImpl.getInstance(new PinnedConfig(endpoint, version), transport);
    }
}
