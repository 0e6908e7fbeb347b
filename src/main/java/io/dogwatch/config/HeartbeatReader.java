package io.dogwatch.config;

import io.dogwatch.tell.HeartbeatSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads whom Dogwatch tells that it works. Never quotes the address: it is a secret. */
final class HeartbeatReader {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private HeartbeatReader() {}

    static Optional<HeartbeatSettings> read(Section section, boolean isThere) {
        Optional<String> written = SecretReader.read(section, "url", true);
        Optional<URI> url = written.flatMap(ChannelReader::address);
        if (written.isPresent() && url.isEmpty()) {
            section.fault(
                    section.has("url") ? "url" : "urlFile",
                    "is not an address such as https://example.org/ping, without user and fragment");
        }
        Duration every = section.duration("every", HeartbeatSettings.INTERVAL, TEN_SECONDS, HOUR);
        if (isThere && !section.has("url") && !section.has("urlFile")) {
            section.missing("url", "url: ${NAME} or urlFile");
        }
        section.rejectUnknown();
        return url.map(address -> new HeartbeatSettings(address, every));
    }
}
