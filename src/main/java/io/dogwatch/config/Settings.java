package io.dogwatch.config;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.notify.HeartbeatSettings;
import io.dogwatch.notify.MailSettings;
import io.dogwatch.notify.NotifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The valid configuration of {@code config.yml}. Immutable.
 *
 * @param watch the rules; the first match applies
 * @param mail without servers, which is the default, mails are written to {@link #maildir()}
 * @param telling routes, grouping and limits of notifications
 * @param heartbeat the receiver of heartbeats; empty for none
 * @param watchdogTimeout how long an essential component may fail before Dogwatch exits; 10 s to 1 h, default 5
 *     min
 * @param ownNeeds globs of container names that Dogwatch depends on, on any host: they are only observed
 * @param breaker conditions for holding the restarts of a host when many targets fail together
 * @param resyncInterval how often each engine is listed as a whole; 5 s to 1 h, default 30 s
 * @param warnings allowed but unwise settings
 */
public record Settings(
        List<EngineSettings> hosts,
        List<WatchRule> watch,
        Defaults defaults,
        MailSettings mail,
        NotifySettings telling,
        Optional<HeartbeatSettings> heartbeat,
        Duration watchdogTimeout,
        StoreSettings store,
        EvidenceSettings evidence,
        ConcurrencySettings concurrency,
        List<String> ownNeeds,
        BreakerPolicy breaker,
        Duration resyncInterval,
        SilenceSettings hold,
        MetricsSettings metrics,
        Optional<PageSettings> statusPage,
        AuthSettings auth,
        List<ConfigError> warnings) {

    /** The engine of this machine. */
    public static final EngineSettings LOCAL_HOST = EngineSettings.of("local", "unix:///var/run/docker.sock");

    /** Without recipients, for the maildir. */
    public static final MailSettings NO_MAIL =
            new MailSettings("dogwatch@localhost", List.of("operator@localhost"), List.of());

    public static final Duration DEFAULT_WATCHDOG_TIMEOUT = Duration.ofMinutes(5);

    public static final Duration DEFAULT_RESYNC = Duration.ofSeconds(30);

    /** What an empty file means: the local engine is observed. */
    public static final Settings DEFAULT = new Settings(
            List.of(LOCAL_HOST),
            List.of(),
            Defaults.STANDARD,
            NO_MAIL,
            NotifySettings.DEFAULT,
            Optional.empty(),
            DEFAULT_WATCHDOG_TIMEOUT,
            StoreSettings.DEFAULT,
            EvidenceSettings.DEFAULT,
            ConcurrencySettings.DEFAULT,
            List.of(),
            BreakerPolicy.DEFAULT,
            DEFAULT_RESYNC,
            SilenceSettings.DEFAULT,
            MetricsSettings.DEFAULT,
            Optional.empty(),
            AuthSettings.DEFAULT,
            List.of());

    public Settings {
        hosts = List.copyOf(hosts);
        watch = List.copyOf(watch);
        ownNeeds = List.copyOf(ownNeeds);
        warnings = List.copyOf(warnings);
    }

    /** Where mails are written when there is no server to send them. */
    public Path maildir() {
        return store.dataDir().resolve("maildir");
    }

    /**
     * Who is watched and how.
     *
     * @param ownContainerId the id (at least its first 12 digits) of the container Dogwatch runs in, if it does: that
     *     one is never acted upon, nor what Dogwatch needs
     */
    public WatchRules watchRules(Optional<String> ownContainerId) {
        return new RuleMatcher(watch, defaults, ownContainerId, ownNeeds);
    }
}
