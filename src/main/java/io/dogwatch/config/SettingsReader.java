package io.dogwatch.config;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.model.Policy;
import io.dogwatch.model.Schedule;
import io.dogwatch.model.Thresholds;
import io.dogwatch.notify.HeartbeatSettings;
import io.dogwatch.notify.MailSettings;
import io.dogwatch.notify.NotifySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads Dogwatch's own keys of {@code config.yml}. */
final class SettingsReader {

    /** Those that Dropwizard reads itself. */
    static final Set<String> DROPWIZARD_KEYS = Set.of("server", "logging", "admin", "metrics", "health");

    private static final Duration SECOND = Duration.ofSeconds(1);

    private SettingsReader() {}

    /** Always returns settings; they are only good for use if the reading has no faults. */
    static Settings read(YamlNode.Mapping keys, ParseContext reading) {
        ConfigSection root = new ConfigSection(keys, "top level", reading);
        DROPWIZARD_KEYS.forEach(key -> root.foreign(key));
        List<EngineSettings> hosts = HostsReader.read(root);
        Set<String> names = hosts.stream().map(EngineSettings::host).collect(Collectors.toUnmodifiableSet());
        Defaults defaults = defaults(root.section("defaults", "defaults"));
        List<WatchRule> rules = new RulesReader(names, defaults).read(root);
        ConfigSection mailSection = root.section("mail", "mail");
        MailSettings mail = root.has("mail") ? MailReader.read(mailSection) : Settings.NO_MAIL;
        NotifySettings telling = NotifyReader.read(root.section("notify", "notify"), names);
        Optional<HeartbeatSettings> heartbeat =
                HeartbeatReader.read(root.section("heartbeat", "heartbeat"), root.has("heartbeat"));
        Duration watchdogTimeout = watchdogTimeout(root.section("watchdog", "watchdog"));
        StoreSettings store = StoreReader.read(root.section("store", "store"));
        EvidenceSettings evidence = evidence(root.section("evidence", "evidence"));
        ConcurrencySettings concurrency = concurrency(root.section("concurrency", "concurrency"));
        List<String> ownNeeds = ownNeeds(root.section("self", "self"));
        BreakerPolicy breaker = BreakerReader.read(root.section("breaker", "breaker"));
        Duration resyncInterval =
                root.duration("resyncInterval", Settings.DEFAULT_RESYNC, Duration.ofSeconds(5), Duration.ofHours(1));
        SilenceSettings hold = MaintenanceReader.read(root, names);
        MetricsSettings metrics = metrics(root.section("metrics", "metrics"));
        Optional<PageSettings> statusPage =
                PageReader.read(root.section("statusPage", "status page"), root.has("statusPage"));
        AuthSettings auth = AuthReader.read(root.section("auth", "auth"));
        root.rejectUnknown();
        return new Settings(
                hosts,
                rules,
                defaults,
                mail,
                telling,
                heartbeat,
                watchdogTimeout,
                store,
                evidence,
                concurrency,
                ownNeeds,
                breaker,
                resyncInterval,
                hold,
                metrics,
                statusPage,
                auth,
                reading.warnings());
    }

    private static Defaults defaults(ConfigSection section) {
        Policy policy = PolicyReader.read(section, Policy.HEAL);
        ConfigSection checks = section.section("checks", "defaults of probed checks");
        Schedule schedule = ScheduleReader.read(checks, Schedule.DEFAULT);
        Thresholds thresholds = ThresholdsReader.read(checks, Thresholds.PROBED);
        Defaults defaults =
                new Defaults(policy, schedule, thresholds, ConfigSources.ofDefaults(section.only(TargetReader.KEYS)));
        checks.rejectUnknown();
        section.rejectUnknown();
        return defaults;
    }

    private static Duration watchdogTimeout(ConfigSection section) {
        Duration timeout = section.duration(
                "timeout", Settings.DEFAULT_WATCHDOG_TIMEOUT, Duration.ofSeconds(10), Duration.ofHours(1));
        section.rejectUnknown();
        return timeout;
    }

    private static EvidenceSettings evidence(ConfigSection section) {
        EvidenceSettings fallback = EvidenceSettings.DEFAULT;
        EvidenceSettings evidence = new EvidenceSettings(
                section.duration("within", fallback.within(), Duration.ofMillis(500), SECOND.multipliedBy(5)),
                section.size("maxSize", fallback.maxSize(), 4096, 8 << 20),
                section.number("logLines", fallback.logLines(), 0, 10_000),
                section.patterns("redact"));
        section.rejectUnknown();
        return evidence;
    }

    /** Its other keys are Dropwizard's, which says itself what it does not know. */
    private static MetricsSettings metrics(ConfigSection section) {
        return new MetricsSettings(
                section.number(MetricsSettings.MAX_SERIES, MetricsSettings.DEFAULT.maxSeries(), 1000, 10_000_000),
                section.flag(MetricsSettings.OPEN, MetricsSettings.DEFAULT.open()));
    }

    private static List<String> ownNeeds(ConfigSection section) {
        List<String> names = section.list("dependsOn", "none", "names, or globs of names");
        section.rejectUnknown();
        return names;
    }

    private static ConcurrencySettings concurrency(ConfigSection section) {
        ConcurrencySettings fallback = ConcurrencySettings.DEFAULT;
        ConcurrencySettings concurrency = new ConcurrencySettings(
                section.number("restartsInFlight", fallback.restartsInFlight(), 1, 64),
                section.number("probesInFlight", fallback.probesInFlight(), 1, 10_000));
        section.rejectUnknown();
        return concurrency;
    }
}
