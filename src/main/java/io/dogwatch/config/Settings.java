package io.dogwatch.config;

import io.dogwatch.discover.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything the operator wants, read from {@code config.yml}. Immutable, and without faults.
 *
 * @param watch the first rule that matches a container is the one that counts
 * @param mail empty when the file has no {@code mail} section: notices then go to the maildir
 * @param resyncEvery how often each engine is listed as a whole; 5 s to 1 h, default 30 s
 * @param warnings what is allowed but unwise
 */
public record Settings(
        List<HostSettings> hosts,
        List<WatchRule> watch,
        Defaults defaults,
        Optional<MailSettings> mail,
        StoreSettings store,
        EvidenceSettings evidence,
        ConcurrencySettings concurrency,
        Duration resyncEvery,
        List<Fault> warnings) {

    public static final Duration DEFAULT_RESYNC = Duration.ofSeconds(30);

    /** What an empty file means: the local engine is observed. */
    public static final Settings DEFAULT = new Settings(
            List.of(HostSettings.LOCAL),
            List.of(),
            Defaults.STANDARD,
            Optional.empty(),
            StoreSettings.DEFAULT,
            EvidenceSettings.DEFAULT,
            ConcurrencySettings.DEFAULT,
            DEFAULT_RESYNC,
            List.of());

    public Settings {
        hosts = List.copyOf(hosts);
        watch = List.copyOf(watch);
        warnings = List.copyOf(warnings);
    }

    /**
     * Who is watched and how.
     *
     * @param ownContainerId the id (at least its first 12 digits) of the container Dogwatch runs in, if it does: that
     *     one is never acted upon
     */
    public WatchRules watchRules(Optional<String> ownContainerId) {
        return new RuleBook(watch, defaults, ownContainerId);
    }
}
