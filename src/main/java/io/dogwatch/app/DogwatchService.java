package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.config.StoreSettings;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.journal.HistoryRecorder;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.journal.ReportStore;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.journal.StoreSpace;
import io.dogwatch.judge.PersistentState;
import io.dogwatch.metrics.Exposition;
import io.dogwatch.metrics.OutboxCollector;
import io.dogwatch.metrics.ServiceView;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.AlertmanagerResender;
import io.dogwatch.notify.OutboxSender;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.report.ReportScheduler;
import io.dogwatch.report.Uptimes;
import io.dogwatch.silence.RestartSwitch;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.HostSupervisor;
import io.dogwatch.supervise.QuartzTaskScheduler;
import io.dogwatch.supervise.SteadyClock;
import io.dogwatch.supervise.Supervisor;
import io.dogwatch.web.api.ReportPreviews;
import io.dogwatch.web.page.PageSources;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rooms put together, started and stopped in their order. */
final class DogwatchService implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(DogwatchService.class);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REPEAT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(5);

    private final Journal journal;
    private final HistoryRecorder history;
    private final SilenceRegistry holds;
    private final QuartzTaskScheduler timetable;
    private final Supervisor supervisor;
    private final OutboxSender outbox;
    private final Optional<SignedLinks> links;
    private final Uptimes uptimes;
    private final PageSources pageSources;
    private final CurrentRoutes lines;
    private final Redaction redaction;
    private final NotificationFactory office;
    private final Exposition exposition;
    private final SchedulerPulse pulse = new SchedulerPulse(System::nanoTime);
    private volatile NotificationFactory.Desk desk;
    private final HeartbeatJob heartbeat;

    private DogwatchService(
            Journal journal,
            HistoryRecorder history,
            SilenceRegistry holds,
            QuartzTaskScheduler timetable,
            Supervisor supervisor,
            OutboxSender outbox,
            Optional<SignedLinks> links,
            Uptimes uptimes,
            ReportStore reports,
            CurrentRoutes lines,
            Redaction redaction,
            NotificationFactory office,
            NotificationFactory.Desk desk,
            Exposition exposition) {
        this.journal = journal;
        this.history = history;
        this.holds = holds;
        this.timetable = timetable;
        this.supervisor = supervisor;
        this.outbox = outbox;
        this.links = links;
        this.uptimes = uptimes;
        this.lines = lines;
        this.redaction = redaction;
        this.office = office;
        this.desk = desk;
        this.exposition = exposition;
        this.heartbeat = new HeartbeatJob(timetable);
        this.pageSources = PageSourcesFactory.sources(
                desk.settings(), this::settings, uptimes, reports, redaction, version(), Clock.systemUTC());
    }

    /** Opens the store, and touches no engine yet. */
    static DogwatchService of(Settings settings) {
        Clock wallClock = Clock.systemUTC();
        Exposition exposition =
                new Exposition(version(), wallClock, settings.metrics().maxSeries());
        CurrentRoutes lines = new CurrentRoutes(settings.telling().routes());
        SqlJournal journal =
                SqlJournal.open(settings.store().dataDir(), settings.store().postgres(), lines, exposition.store());
        HistoryRecorder history = new HistoryRecorder(journal.history());
        QuartzTaskScheduler timetable = new QuartzTaskScheduler();
        SilenceRegistry holds = new SilenceRegistry(
                settings.hold().maintenance(),
                new RestartSwitch(
                        settings.hold().restartsDisabled(), settings.store().dataDir()),
                journal,
                wallClock,
                new QuartzWallClockTimer(timetable, wallClock));
        Optional<SignedLinks> links = settings.mail()
                .publicUrl()
                .map(url -> SignedLinks.open(url, settings.store().dataDir()));
        NotificationFactory office = new NotificationFactory(journal, holds, links, wallClock);
        Receivers post = office.post(settings);
        Redaction redaction = new Redaction(settings.evidence().redact());
        OutboxSender outbox =
                new OutboxSender(journal, post.lines(), wallClock, new DeliveryMeters(exposition.meters()));
        post.lines().forEach(line -> exposition.showChannel(line.name()));
        Semaphore probesInFlight = new Semaphore(settings.concurrency().probesInFlight());
        HostFactory rooms = new HostFactory(
                settings,
                redaction,
                journal,
                timetable,
                new SteadyClock(),
                probesInFlight,
                exposition.meters(),
                outbox::nudge,
                holds,
                history);
        WatchRules rules = settings.watchRules(OwnContainer.id());
        Map<TargetId, PersistentState> ledgers = journal.ledgers();
        List<HostSupervisor> hosts = new ArrayList<>();
        for (EngineSettings host : settings.hosts()) {
            Map<TargetId, PersistentState> remembered = ledgers.entrySet().stream()
                    .filter(entry -> entry.getKey().host().equals(host.host()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            hosts.add(rooms.create(host, rules, remembered));
        }
        Supervisor supervisor = new Supervisor(hosts);
        exposition.show(supervisor);
        exposition.showOutbox(() -> {
            Journal.OutboxDepth depth = journal.outboxDepth();
            return new OutboxCollector.Depth(
                    depth.waiting(), depth.dead(), depth.oldestWaiting(), depth.mostAttempts());
        });
        Uptimes uptimes = new Uptimes(journal.reports()::records, () -> ReportFactory.phases(supervisor), wallClock);
        DogwatchService household = new DogwatchService(
                journal,
                history,
                holds,
                timetable,
                supervisor,
                outbox,
                links,
                uptimes,
                journal.reports(),
                lines,
                redaction,
                office,
                office.desk(settings, post, supervisor),
                exposition);
        exposition.showHouse(() -> new ServiceView(
                settings.concurrency().probesInFlight() - probesInFlight.availablePermits(),
                settings.concurrency().probesInFlight(),
                holds.isStopped(),
                household.heartbeat.lastSuccess(),
                space(journal),
                timetable.stats()));
        return household;
    }

    /** The rest of a scrape must not miss because of it. */
    private static Optional<StoreSpace> space(SqlJournal journal) {
        try {
            return Optional.of(journal.space());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    static String version() {
        return Optional.ofNullable(DogwatchService.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Those in force. */
    Settings settings() {
        return desk.settings();
    }

    /**
     * Other settings are in force when this returns. Waits for mails under way.
     *
     * @param wanted the same as before in what only a new start can change
     * @throws StoreException if the store cannot be used, and what the templates throw; nothing has changed then
     */
    synchronized void follow(Settings wanted) {
        NotificationFactory.Desk before = desk;
        WatchRules rules = wanted.watchRules(OwnContainer.id());
        Receivers post = office.post(wanted);
        NotificationFactory.Desk next = office.desk(wanted, post, supervisor);
        boolean tellsOtherwise = !wanted.mail().equals(before.settings().mail())
                || !wanted.telling().equals(before.settings().telling());
        if (tellsOtherwise) {
            serve(post, wanted);
        }
        desk = next;
        redaction.follow(wanted.evidence().redact());
        holds.follow(wanted.hold().maintenance(), wanted.hold().restartsDisabled());
        supervisor.follow(rules, wanted.breaker());
        if (!wanted.heartbeat().equals(before.settings().heartbeat())) {
            heartbeat.follow(wanted.heartbeat());
        }
    }

    /**
     * Routes notices to new receivers first: a receiver without a sender yet keeps its notices, but a notice
     * without a receiver would be lost.
     */
    private void serve(Receivers post, Settings wanted) {
        ReceiverRouting routesBefore = lines.follow(wanted.telling().routes());
        try {
            post.lines().forEach(line -> exposition.showChannel(line.name()));
            outbox.follow(post.lines());
        } catch (StoreException e) {
            lines.follow(routesBefore);
            throw e;
        }
    }

    Journal journal() {
        return journal;
    }

    SilenceRegistry holds() {
        return holds;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /** What a report about the last stretch of this length would say now. */
    ReportPreviews.Preview preview(Duration length) {
        ReportScheduler.Written written = desk.clerk().preview(length, ZoneId.systemDefault());
        return new ReportPreviews.Preview(written.subject(), written.text());
    }

    /** What only pages show. */
    PageSources pageSources() {
        return pageSources;
    }

    QuartzTaskScheduler timetable() {
        return timetable;
    }

    OutboxSender outbox() {
        return outbox;
    }

    /** Of the scheduler. */
    SchedulerPulse pulse() {
        return pulse;
    }

    /** Those in mails. */
    Optional<SignedLinks> links() {
        return links;
    }

    Exposition exposition() {
        return exposition;
    }

    /** Seen from outside. */
    HeartbeatJob heartbeat() {
        return heartbeat;
    }

    @Override
    public void start() {
        LOG.info(
                "dogwatch starts version={} hosts={} rules={}",
                version(),
                settings().hosts().size(),
                settings().watch().size());
        outbox.start();
        history.start();
        supervisor.start();
        timetable.every("pulse", BEAT_EVERY, Duration.ZERO, due -> pulse.beat());
        timetable.every("prune", PRUNE_EVERY, Duration.ofMinutes(5), due -> Thread.startVirtualThread(this::prune));
        heartbeat.follow(settings().heartbeat());
        timetable.every("uptimes", Uptimes.SAMPLE_INTERVAL, SOON, due -> Thread.startVirtualThread(uptimes::sample));
        timetable.every(
                "remind",
                REPEAT_INTERVAL,
                REPEAT_INTERVAL,
                due -> Thread.startVirtualThread(() -> desk.reminders().poll()));
        timetable.every(
                "report",
                ReportScheduler.POLL_INTERVAL,
                SOON,
                due -> Thread.startVirtualThread(() -> desk.clerk().poll()));
        timetable.every(
                "echo",
                AlertmanagerResender.EVERY,
                Duration.ofSeconds(5),
                due -> Thread.startVirtualThread(() -> desk.post().echo().repeat()));
        timetable.every("look", SilenceRegistry.POLL_INTERVAL, SilenceRegistry.POLL_INTERVAL, due -> holds.refresh());
    }

    private void prune() {
        StoreSettings store = settings().store();
        Instant before = Instant.now().minus(store.retention());
        journal.prune(before);
        journal.pruneToSize(store.retentionSize());
        holds.prune(before);
        history.prune(Instant.now().minus(store.historyRetention()));
    }

    @Override
    public void stop() {
        LOG.info("dogwatch stops");
        timetable.close();
        supervisor.close();
        outbox.close();
        history.close();
        journal.close();
        exposition.close();
    }
}
