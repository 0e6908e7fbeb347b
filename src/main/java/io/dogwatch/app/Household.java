package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.docker.EngineSettings;
import io.dogwatch.hold.HoldBook;
import io.dogwatch.hold.StopSwitch;
import io.dogwatch.inside.LogHygiene;
import io.dogwatch.journal.HistoryRecorder;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.journal.StoreException;
import io.dogwatch.journal.StoreSpace;
import io.dogwatch.judge.Ledger;
import io.dogwatch.metrics.Exposition;
import io.dogwatch.metrics.HouseView;
import io.dogwatch.metrics.OutboxCollector;
import io.dogwatch.report.ReportClerk;
import io.dogwatch.report.Uptimes;
import io.dogwatch.supervise.HostSupervisor;
import io.dogwatch.supervise.QuartzTimetable;
import io.dogwatch.supervise.SteadyClock;
import io.dogwatch.supervise.Supervisor;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.TargetId;
import io.dogwatch.tell.AlertmanagerEcho;
import io.dogwatch.tell.Heartbeat;
import io.dogwatch.tell.OutboxSender;
import io.dogwatch.tell.Reminders;
import io.dogwatch.tell.ReportLetters;
import io.dogwatch.tell.SignedLinks;
import io.dogwatch.tell.Templates;
import io.dogwatch.web.PageSources;
import io.dogwatch.web.ReportPreviews;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rooms put together, started and stopped in their order. */
final class Household implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(Household.class);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration REMIND_EVERY = Duration.ofMinutes(1);
    private static final Duration BEAT_EVERY = Duration.ofSeconds(5);

    private final Settings settings;
    private final Journal journal;
    private final HistoryRecorder history;
    private final HoldBook holds;
    private final QuartzTimetable timetable;
    private final Supervisor supervisor;
    private final OutboxSender outbox;
    private final Optional<SignedLinks> links;
    private final Reminders reminders;
    private final AlertmanagerEcho echo;
    private final ReportClerk clerk;
    private final Uptimes uptimes;
    private final PageSources pageSources;
    private final Exposition exposition;
    private final Pulse pulse = new Pulse(System::nanoTime);
    private volatile Optional<Heartbeat> heartbeat = Optional.empty();

    private Household(
            Settings settings,
            Journal journal,
            HistoryRecorder history,
            HoldBook holds,
            QuartzTimetable timetable,
            Supervisor supervisor,
            OutboxSender outbox,
            Optional<SignedLinks> links,
            Reminders reminders,
            AlertmanagerEcho echo,
            ReportClerk clerk,
            Uptimes uptimes,
            PageSources pageSources,
            Exposition exposition) {
        this.settings = settings;
        this.journal = journal;
        this.history = history;
        this.holds = holds;
        this.timetable = timetable;
        this.supervisor = supervisor;
        this.outbox = outbox;
        this.links = links;
        this.reminders = reminders;
        this.echo = echo;
        this.clerk = clerk;
        this.uptimes = uptimes;
        this.pageSources = pageSources;
        this.exposition = exposition;
    }

    /** Opens the store, and touches no engine yet. */
    static Household of(Settings settings) {
        Clock wallClock = Clock.systemUTC();
        Exposition exposition =
                new Exposition(version(), wallClock, settings.metrics().maxSeries());
        SqlJournal journal =
                SqlJournal.open(settings.store().folder(), settings.telling().routes(), exposition.store());
        HistoryRecorder history = new HistoryRecorder(journal.history());
        QuartzTimetable timetable = new QuartzTimetable();
        HoldBook holds = new HoldBook(
                settings.hold().maintenance(),
                new StopSwitch(settings.hold().stopped(), settings.store().folder()),
                journal,
                wallClock,
                new QuartzAlarms(timetable, wallClock));
        Optional<SignedLinks> links = settings.mail()
                .publicUrl()
                .map(url -> SignedLinks.open(url, settings.store().folder()));
        Templates templates = settings.telling().templates().map(Templates::of).orElse(Templates.BUILT_IN);
        ReportLetters reports = new ReportLetters(
                journal.reports(), journal.instanceId(), settings.mail().publicUrl(), templates, LogHygiene.RUN_OPTION);
        Post post = Post.of(settings, journal, links, reports, templates, wallClock);
        OutboxSender outbox =
                new OutboxSender(journal, post.lines(), wallClock, new DeliveryMeters(exposition.meters()));
        post.lines().forEach(line -> exposition.showChannel(line.name()));
        Semaphore probesInFlight = new Semaphore(settings.concurrency().probesInFlight());
        HostRooms rooms = new HostRooms(
                settings,
                journal,
                timetable,
                new SteadyClock(),
                probesInFlight,
                exposition.meters(),
                outbox::nudge,
                holds,
                history);
        WatchRules rules = settings.watchRules(OwnContainer.id());
        Map<TargetId, Ledger> ledgers = journal.ledgers();
        List<HostSupervisor> hosts = new ArrayList<>();
        for (EngineSettings host : settings.hosts()) {
            Map<TargetId, Ledger> remembered = ledgers.entrySet().stream()
                    .filter(entry -> entry.getKey().host().equals(host.host()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            hosts.add(rooms.furnish(host, rules, remembered));
        }
        Supervisor supervisor = new Supervisor(hosts);
        exposition.show(supervisor);
        exposition.showOutbox(() -> {
            Journal.OutboxDepth depth = journal.outboxDepth();
            return new OutboxCollector.Depth(
                    depth.waiting(), depth.parked(), depth.oldestWaiting(), depth.mostAttempts());
        });
        Uptimes uptimes = new Uptimes(journal.reports()::records, () -> ReportDesk.phases(supervisor), wallClock);
        Household household = new Household(
                settings,
                journal,
                history,
                holds,
                timetable,
                supervisor,
                outbox,
                links,
                new Reminders(
                        journal,
                        settings.telling(),
                        wallClock,
                        target -> holds.on(target, labels(supervisor, target)).muted()),
                post.echo(),
                ReportDesk.clerk(settings, journal, journal.reports(), supervisor, reports, wallClock),
                uptimes,
                PageDesk.sources(settings, uptimes, journal.reports(), version(), wallClock),
                exposition);
        exposition.showHouse(() -> new HouseView(
                settings.concurrency().probesInFlight() - probesInFlight.availablePermits(),
                settings.concurrency().probesInFlight(),
                holds.isStopped(),
                household.heartbeat.flatMap(Heartbeat::lastHeard),
                space(journal),
                timetable.stats()));
        exposition.configurationRead(wallClock.instant());
        return household;
    }

    private static Map<String, String> labels(Supervisor supervisor, TargetId target) {
        return supervisor
                .target(target)
                .flatMap(view -> view.state().container())
                .map(ContainerSnapshot::labels)
                .orElse(Map.of());
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
        return Optional.ofNullable(Household.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    Journal journal() {
        return journal;
    }

    HoldBook holds() {
        return holds;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /** What a report about the last stretch of this length would say now. */
    ReportPreviews.Preview preview(Duration length) {
        ReportClerk.Written written = clerk.preview(length, ZoneId.systemDefault());
        return new ReportPreviews.Preview(written.subject(), written.text());
    }

    /** What only pages show. */
    PageSources pageSources() {
        return pageSources;
    }

    QuartzTimetable timetable() {
        return timetable;
    }

    OutboxSender outbox() {
        return outbox;
    }

    /** Of the scheduler. */
    Pulse pulse() {
        return pulse;
    }

    /** Those in mails. */
    Optional<SignedLinks> links() {
        return links;
    }

    Exposition exposition() {
        return exposition;
    }

    /**
     * To be called before the start.
     *
     * @param troubles what does not work now, one line each
     */
    void beatWhileWell(Supplier<List<String>> troubles) {
        heartbeat = settings.heartbeat().map(beat -> new Heartbeat(beat, troubles, Clock.systemUTC()));
    }

    @Override
    public void start() {
        LOG.info(
                "dogwatch starts version={} hosts={} rules={}",
                version(),
                settings.hosts().size(),
                settings.watch().size());
        outbox.start();
        history.start();
        supervisor.start();
        timetable.every("pulse", BEAT_EVERY, Duration.ZERO, due -> pulse.beat());
        timetable.every("prune", PRUNE_EVERY, Duration.ofMinutes(5), due -> Thread.startVirtualThread(this::prune));
        heartbeat.ifPresent(
                beat -> timetable.every("heartbeat", beat.every(), SOON, due -> Thread.startVirtualThread(beat::beat)));
        timetable.every("remind", REMIND_EVERY, REMIND_EVERY, due -> Thread.startVirtualThread(reminders::look));
        timetable.every("report", ReportClerk.LOOK_EVERY, SOON, due -> Thread.startVirtualThread(clerk::look));
        timetable.every("uptimes", Uptimes.LOOK_EVERY, SOON, due -> Thread.startVirtualThread(uptimes::look));
        timetable.every(
                "echo", AlertmanagerEcho.EVERY, Duration.ofSeconds(5), due -> Thread.startVirtualThread(echo::repeat));
        timetable.every("look", HoldBook.LOOK_EVERY, HoldBook.LOOK_EVERY, due -> holds.look());
    }

    private void prune() {
        Instant before = Instant.now().minus(settings.store().keepFor());
        journal.prune(before);
        journal.pruneToSize(settings.store().keepSize());
        holds.prune(before);
        history.prune(Instant.now().minus(settings.store().keepHistory()));
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
