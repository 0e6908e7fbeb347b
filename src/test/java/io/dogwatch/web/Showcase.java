package io.dogwatch.web;

import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.FakeProvider;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.journal.AuditEntry;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Cause;
import io.dogwatch.model.Phase;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.SignedLinks.Purpose;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.silence.SilenceSpec;
import io.dogwatch.supervise.OutcomeHistoryView;
import io.dogwatch.supervise.TargetView;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.page.PageSources;
import io.dogwatch.web.page.StatusOrder;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.SentMails;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shows the pages for people to look at, over a kennel of made-up containers: {@code [port] [lost|empty|broken|login|provider|shop|stopped|NUMBER|RATE/s]}.
 * {@code NUMBER} is of how many containers there are, {@code RATE} of how many change in a second.
 */
public final class Showcase {

    private Showcase() {}

    public static void main(String[] args) throws Exception {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        boolean isShop = List.of(args).contains("shop");
        FakeFleet fleet = isShop ? Shop.fleet(now) : Kennel.fleet(now);
        FakeJournal journal = isShop ? Shop.journal(fleet, now) : Kennel.journal(fleet, now);
        SilenceRegistry holds = PagesServer.holdsNothing(clock);
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        audit(journal, now);
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "lost" -> fleet.hosts = List.of(Kennel.lost("local", now));
                case "empty" -> fleet.targets = List.of();
                case "shop" -> System.out.println("a small shop");
                case "broken" -> journal.broken = true;
                case "provider" -> System.out.println("a button leads to an OpenID provider");
                case "login" -> System.out.println("anna's password is right");
                case "stopped" -> holds.stop("anna", "moving to the new disk");
                default -> {
                    if (args[i].endsWith("/s")) {
                        Bustle.start(fleet, Double.parseDouble(args[i].substring(0, args[i].length() - 2)));
                    } else {
                        fleet.targets = crowd(fleet, Integer.parseInt(args[i]), now);
                    }
                }
            }
        }
        if (args.length < 2) {
            windows(holds, now);
        }
        PagesServer server = new PagesServer(
                fleet,
                journal,
                holds,
                isShop ? sources(now).with(new Settled(now)) : sources(now),
                access(List.of(args)),
                clock,
                port);
        System.out.println(server.uri("/"));
        for (Purpose purpose : Purpose.values()) {
            URI link = PagesServer.LINKS.link(purpose, "local.web.3", now.plusSeconds(3600));
            System.out.println(server.uri(link.getRawPath() + "?" + link.getRawQuery()));
        }
    }

    private static AuthSettings access(List<String> args) throws Exception {
        if (args.contains("provider")) {
            AuthSettings access = Members.ACCESS;
            return new AuthSettings(
                    access.users(),
                    access.tokens(),
                    access.session(),
                    Optional.of(new FakeProvider().settings(URI.create("http://127.0.0.1/"))),
                    access.open(),
                    access.proxies(),
                    access.names());
        }
        return args.contains("login") ? Members.ACCESS : AuthSettings.DEFAULT;
    }

    public static PageSources sources(Instant now) {
        return new PageSources(
                new KennelPast(now),
                new Pigeons(now),
                new Redaction(List.of()),
                Optional.of(new StatusOrder("Shop status", List.of("web", "api", "mail*", "search"))),
                About.of("1.2.3", now.minus(Duration.ofDays(3)), "/var/lib/dogwatch"),
                () -> new ConfigReload.Status(
                        false,
                        now.minus(Duration.ofHours(5)),
                        now.minus(Duration.ofMinutes(2)),
                        List.of("line 14: watch[0].checks.site.timeout: 40s is longer than interval 30s"),
                        List.of("server", "store.dataDir")));
    }

    static void audit(FakeJournal journal, Instant now) {
        journal.audit(new AuditEntry(
                now.minus(Duration.ofDays(1)), "release", "local/billing-worker", "bert", "queue drained", "api"));
        journal.audit(new AuditEntry(
                now.minus(Duration.ofHours(2)), "silence", "local/search for 4h", "anna", "reindexing", "page"));
        journal.audit(new AuditEntry(
                now.minus(Duration.ofMinutes(7)), "restart", "local/api", "anna", "<script>alert(1)</script>", "page"));
    }

    static void windows(SilenceRegistry holds, Instant now) {
        add(
                holds,
                now,
                Map.of(
                        "name",
                        "search",
                        "for",
                        "4h",
                        "restarts",
                        "allow",
                        "createdBy",
                        "anna",
                        "comment",
                        "reindexing"));
        add(holds, now, Map.of("name", "staging-*", "for", "2h", "createdBy", "bert", "comment", "new disk"));
        add(
                holds,
                now,
                Map.of(
                        "project",
                        "finance",
                        "cron",
                        "0 3 * * SUN",
                        "for",
                        "2h",
                        "timeZone",
                        "Europe/Berlin",
                        "createdBy",
                        "anna",
                        "comment",
                        "weekly backup"));
        String over = holds.add(order(
                        now,
                        Map.of("name", "old-wiki", "for", "1h", "createdBy", "anna", "comment", "look at its disk")))
                .id();
        holds.end(over);
    }

    private static SilenceSpec order(Instant now, Map<String, String> form) {
        return SilenceParser.read(form, Set.of("local"), Optional.of(now), "somebody", (key, why) -> {
                    throw new IllegalArgumentException(key + " " + why);
                })
                .orElseThrow();
    }

    private static void add(SilenceRegistry holds, Instant now, Map<String, String> form) {
        holds.add(order(now, form));
    }

    /** So many, of which a few are not well. */
    public static List<TargetView> crowd(FakeFleet fleet, int number, Instant now) {
        List<String> what = List.of("web", "api", "worker", "db", "cache", "queue", "cron", "proxy");
        List<TargetView> views = new ArrayList<>(fleet.targets);
        Map<TargetId, Map<String, OutcomeHistoryView>> trails = new HashMap<>(fleet.outcomeHistories);
        for (int i = views.size(); i < number; i++) {
            String name = what.get(i % what.size()) + "-" + i;
            TargetSketch sketch = new TargetSketch("local", name, now)
                    .project("project-" + i % 40)
                    .port(8080 + i % 7, 20_000 + i);
            if (i % 90 == 0) {
                sketch.fails("site", 80, 5, Cause.TIMED_OUT, "no response within 3 s")
                        .in(Phase.FAILING, Reason.CHECK_FAILED, Duration.ofMinutes(i % 50))
                        .incident(i);
            } else {
                sketch.passes("site", 8080, Duration.ofMillis(i % 40));
            }
            views.add(sketch.view());
            trails.put(new TargetId("local", name), Map.of("site", KennelPast.trail(name, now)));
        }
        fleet.outcomeHistories = trails;
        return views;
    }

    /** A configuration file that nobody has touched. */
    private record Settled(Instant now) implements ConfigReload {

        @Override
        public Status status() {
            return new Status(true, now, now, List.of(), List.of());
        }

        @Override
        public Status readAgain() {
            return status();
        }
    }

    /** Two letters in a maildir. */
    record Pigeons(Instant now) implements SentMails {

        private static final String TEXT = """
                web is FAILING: http site: no response within 3 s (3 of 3)

                Dogwatch restarts it now.

                <script>alert(1)</script>
                """;

        @Override
        public Listing newest(int skip, int limit) {
            return new Listing(
                    "/var/lib/dogwatch/maildir",
                    2,
                    Stream.of(envelope("a.eml"), envelope("b.eml"))
                            .skip(skip)
                            .limit(limit)
                            .toList());
        }

        @Override
        public Optional<Letter> letter(String file) {
            return newest(0, LISTED).mails().stream()
                    .filter(one -> one.file().equals(file))
                    .findFirst()
                    .map(one -> new Letter(one, "dogwatch@example.com", TEXT, List.of("log.txt", "changes.txt")));
        }

        @Override
        public Optional<InputStream> raw(String file) {
            return letter(file)
                    .map(one -> new ByteArrayInputStream(
                            ("Subject: " + one.envelope().subject() + "\n\n" + one.text())
                                    .getBytes(StandardCharsets.UTF_8)));
        }

        private Envelope envelope(String file) {
            return new Envelope(
                    file,
                    "[dogwatch] web FAILING: http site: no response within 3 s (3 of 3) " + file,
                    "ops@example.com",
                    now.minusSeconds(file.hashCode() % 900));
        }
    }
}
