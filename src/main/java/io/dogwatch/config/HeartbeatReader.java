package io.dogwatch.config;

import io.dogwatch.notify.HeartbeatSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code heartbeat}. Its errors never quote the URL, which is a secret. */
final class HeartbeatReader {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private HeartbeatReader() {}

    static Optional<HeartbeatSettings> read(ConfigSection section, boolean isThere) {
        Optional<String> written = SecretReader.read(section, "url", true);
        Optional<URI> url = written.flatMap(ChannelReader::address);
        if (written.isPresent() && url.isEmpty()) {
            section.fault(
                    section.has("url") ? "url" : "urlFile",
                    "invalid address; allowed: an address such as https://example.org/ping, without user and fragment");
        }
        Duration interval = section.duration("interval", HeartbeatSettings.INTERVAL, TEN_SECONDS, HOUR);
        if (isThere && !section.has("url") && !section.has("urlFile")) {
            section.missing("url", "set url: ${NAME} or urlFile");
        }
        section.rejectUnknown();
        return url.map(address -> new HeartbeatSettings(address, interval));
    }
}
