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
 * Everything the operator wants, read from {@code config.yml}. Immutable, and without faults.
 *
 * @param watch the first rule that matches a container is the one that counts
 * @param mail without servers, which is the default, mails are written to {@link #maildir()}
 * @param telling who is told what, and how often
 * @param heartbeat whom Dogwatch tells that it works; empty for nobody
 * @param watchdogPatience how long something that Dogwatch cannot do without may not work before it ends itself; 10 s to 1 h,
 *     default 5 min
 * @param ownNeeds globs of the names of containers that Dogwatch cannot work without, on any host: they are only observed
 * @param breaker when the restarts of a host are held because many of its targets fail together
 * @param resyncInterval how often each engine is listed as a whole; 5 s to 1 h, default 30 s
 * @param warnings what is allowed but unwise
 */
public record Settings(
        List<EngineSettings> hosts,
        List<WatchRule> watch,
        Defaults defaults,
        MailSettings mail,
        NotifySettings telling,
        Optional<HeartbeatSettings> heartbeat,
        Duration watchdogPatience,
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

    /** To nobody in particular: for the maildir. */
    public static final MailSettings NO_MAIL =
            new MailSettings("dogwatch@localhost", List.of("operator@localhost"), List.of());

    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);

    public static final Duration DEFAULT_RESYNC = Duration.ofSeconds(30);

    /** What an empty file means: the local engine is observed. */
    public static final Settings DEFAULT = new Settings(
            List.of(LOCAL_HOST),
            List.of(),
            Defaults.STANDARD,
            NO_MAIL,
            NotifySettings.DEFAULT,
            Optional.empty(),
            DEFAULT_PATIENCE,
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
