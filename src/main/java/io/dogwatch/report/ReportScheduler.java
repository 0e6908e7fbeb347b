package io.dogwatch.report;

import io.dogwatch.journal.Journal;
import io.dogwatch.journal.PastRecords;
import io.dogwatch.journal.ReportStore;
import io.dogwatch.journal.StoredReport;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each due report once. All state is in the journal: a report that was due while Dogwatch was down is
 * written after the next start, and of several missed ones only the last. Thread-safe.
 */
public final class ReportScheduler {

    /** How often {@link #poll} wants to be called; so late a report can be. */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(15);

    /** Stands in for the host where an incident has one. */
    public static final String DESK = "report";

    private static final Logger LOG = LoggerFactory.getLogger(ReportScheduler.class);
    private static final String SINCE = "report.since.";

    private final List<ReportSpec> orders;
    private final Journal journal;
    private final ReportStore store;
    private final Supplier<Now> now;
    private final Function<Report, Written> press;
    private final InstantSource clock;

    /**
     * The current state of all targets.
     *
     * @param phases of all watched targets
     */
    public record Now(Map<TargetId, Phase> phases, Report.Standing standing) {
        public Now {
            phases = Map.copyOf(phases);
        }
    }

    /** A report in words. */
    public record Written(String subject, String text, String html) {}

    public ReportScheduler(
            List<ReportSpec> orders,
            Journal journal,
            ReportStore store,
            Supplier<Now> now,
            Function<Report, Written> press,
            InstantSource clock) {
        this.orders = List.copyOf(orders);
        this.journal = journal;
        this.store = store;
        this.now = now;
        this.press = press;
        this.clock = clock;
    }

    /** Writes what is due. A store that cannot be used now is asked again at the next call. */
    public synchronized void poll() {
        for (ReportSpec order : orders) {
            try {
                poll(order);
            } catch (RuntimeException e) {
                LOG.warn("report write failed, retrying name={} error=\"{}\"", order.name(), e.toString());
            }
        }
    }

    private void poll(ReportSpec order) {
        Instant at = clock.instant();
        Instant told = store.notifiedUntil(order.name()).orElseGet(() -> firstSeen(order, at));
        order.lastDue(told, at).ifPresent(due -> {
            Period period = order.period(due);
            Report report = report(order.name(), period, order.period(period.from()), order.zone());
            Written written = press.apply(report);
            Incident standIn = standIn(order, period, written.subject(), at);
            store.file(
                    new StoredReport(
                            standIn.id(),
                            order.name(),
                            period.from(),
                            period.until(),
                            at,
                            written.subject(),
                            written.text(),
                            written.html()),
                    new Notice(Notice.Kind.REPORT, standIn, 0, ""));
            LOG.info("report written name={} from={} until={}", order.name(), period.from(), period.until());
        });
    }

    /** A report added to the file covers no period before that. */
    private Instant firstSeen(ReportSpec order, Instant at) {
        String key = SINCE + order.name();
        Optional<Instant> since = journal.remembered(key).map(Instant::parse);
        if (since.isEmpty()) {
            journal.remember(key, at.toString());
        }
        return since.orElse(at);
    }

    /** Builds a report of any period, with a comparison; stores and sends nothing. */
    public Report report(String name, Period period, Period before, ZoneId zone) {
        PastRecords records = store.records(ReportBuilder.reach(period, before), period.until());
        Now present = now.get();
        return new ReportBuilder(records, present.phases()).report(name, period, before, zone, present.standing());
    }

    /** The last stretch of this length up to now, in words. */
    public Written preview(Duration length, ZoneId zone) {
        Instant until = clock.instant();
        Period period = new Period(until.minus(length), until);
        return press.apply(report("", period, new Period(period.from().minus(length), period.from()), zone));
    }

    private static Incident standIn(ReportSpec order, Period period, String subject, Instant at) {
        return new Incident(
                DESK + "." + order.name() + "." + Long.toString(period.until().toEpochMilli(), Character.MAX_RADIX),
                new TargetId(DESK, order.name()),
                "",
                "",
                "",
                period.from(),
                at,
                new Failure("report", "report", Cause.REPORT_DUE, subject, 1, 1),
                Severity.WARN,
                List.of(),
                0,
                false,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
