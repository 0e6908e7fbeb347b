package io.dogwatch.config;

import io.dogwatch.journal.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Location and retention of the persistent data.
 *
 * @param dataDir created if missing; default {@code data} in the working directory
 * @param postgres the database; default none, which means a file in the data folder
 * @param retention how long closed incidents and facts are kept; 1 h to 3650 d, default 30 d
 * @param retentionSize maximum bytes of incidents, their notices and their evidence; 10 MiB to 1 TiB, default 1
 *     GiB. The oldest closed incidents are deleted first
 * @param historyRetention how long the judge's inputs are kept for {@code simulate}; 1 h to 3650 d, default 30 d
 */
public record StoreSettings(
        Path dataDir,
        Optional<PostgresAddress> postgres,
        Duration retention,
        long retentionSize,
        Duration historyRetention) {
    public static final StoreSettings DEFAULT =
            new StoreSettings(Path.of("data"), Optional.empty(), Duration.ofDays(30), 1L << 30, Duration.ofDays(30));

    /** The same in the folder, and in the database, of another. */
    StoreSettings in(StoreSettings other) {
        return new StoreSettings(other.dataDir, other.postgres, retention, retentionSize, historyRetention);
    }
}
