package io.dogwatch.config;

import io.dogwatch.journal.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Dogwatch keeps what must survive.
 *
 * @param dataDir made if it is not there; default {@code data} in the working directory
 * @param postgres the database; default none, which means a file in the folder
 * @param retention how long closed incidents and facts are kept; 1 h to 3650 d, default 30 d
 * @param retentionSize how many bytes incidents, their notices and their evidence may take together; 10 MiB to 1 TiB, default
 *     1 GiB. The oldest closed ones go first
 * @param historyRetention how long what the judge was told is kept, for {@code simulate}; 1 h to 3650 d, default 30 d
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
