package io.dogwatch.config;

import io.dogwatch.evidence.EvidenceLimits;
import java.time.Duration;
import java.util.List;

/**
 * How much evidence is saved before a container is touched.
 *
 * @param within the deadline for all of it; 500 ms to 5 s, default 5 s (the opening mail waits 15 s for it)
 * @param maxSize bytes for all of it; 4 KiB to 8 MiB, default 256 KiB
 * @param logLines newest lines of the log; 0 to 10000, default 200
 * @param redact linear-time patterns; what they match is replaced before anything is stored or sent
 */
public record EvidenceSettings(Duration within, int maxSize, int logLines, List<String> redact) {

    public static final EvidenceSettings DEFAULT =
            new EvidenceSettings(Duration.ofSeconds(5), 256 * 1024, 200, List.of());

    public EvidenceSettings {
        redact = List.copyOf(redact);
    }

    /** The same, with other patterns. */
    EvidenceSettings hiding(List<String> patterns) {
        return new EvidenceSettings(within, maxSize, logLines, patterns);
    }

    public EvidenceLimits limits() {
        return new EvidenceLimits(within, maxSize, logLines);
    }
}
