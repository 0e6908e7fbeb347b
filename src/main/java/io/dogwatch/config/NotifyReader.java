package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.model.Severity;
import io.dogwatch.notify.ChannelSettings;
import io.dogwatch.notify.NotifySettings;
import io.dogwatch.notify.QuietHours;
import io.dogwatch.notify.RateLimits;
import io.dogwatch.notify.Route;
import io.dogwatch.notify.Routes;
import io.dogwatch.notify.Templates;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code notify}: routes, channels, limits and reports. */
final class NotifyReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private static final ValueParser<LocalTime> TIME = new ValueParser<>("a time of day such as 22:00", text -> {
        try {
            return new Meaning<>(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return new Refusal<>(
                    "invalid time of day " + UnknownKeyMessage.quote(text) + "; allowed: a time such as \"22:00\"");
        }
    });

    private static final ValueParser<ZoneId> ZONE = new ValueParser<>("a name such as Europe/Berlin", text -> {
        try {
            return new Meaning<>(ZoneId.of(text));
        } catch (DateTimeException e) {
            return new Refusal<>(
                    "unknown time zone " + UnknownKeyMessage.quote(text) + "; allowed: a name such as Europe/Berlin");
        }
    });

    static final ValueParser<String> NAME = new ValueParser<>(
            "a name",
            text -> text.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
                    ? new Meaning<>(text)
                    : new Refusal<>("invalid name " + UnknownKeyMessage.quote(text)
                            + "; allowed: up to 64 letters, digits, dashes and underscores"));

    private enum Least {
        WARNING,
        CRITICAL
    }

    private NotifyReader() {}

    static NotifySettings read(ConfigSection section, Set<String> hosts) {
        RateLimits manners = manners(
                section, section.section("cap", "cap"), quietHours(section.section("quietHours", "quiet hours")));
        List<ChannelSettings> channels = ChannelReader.read(section);
        List<Route> routes =
                routes(section, hosts, section.named("channels", "channel").keySet());
        NotifySettings settings = new NotifySettings(
                manners,
                repeatInterval(section),
                Routes.of(routes, channels),
                channels,
                ReportReader.read(section),
                templates(section));
        section.rejectUnknown();
        return settings;
    }

    private static Optional<Path> templates(ConfigSection section) {
        Optional<Path> folder = section.file("templates");
        folder.ifPresent(path -> Templates.faults(path).forEach(fault -> section.fault("templates", fault)));
        return folder;
    }

    private static RateLimits manners(ConfigSection section, ConfigSection cap, Optional<QuietHours> quietHours) {
        RateLimits standard = RateLimits.DEFAULT;
        RateLimits manners = new RateLimits(
                section.duration("groupInterval", standard.groupInterval(), Duration.ZERO, HOUR),
                cap.number("perTarget", Integer.toString(standard.perTarget()), 1, 1000)
                        .orElse(standard.perTarget()),
                cap.number("overall", Integer.toString(standard.overall()), 1, 10_000)
                        .orElse(standard.overall()),
                cap.duration("within", standard.within(), SECOND, DAY),
                quietHours);
        cap.rejectUnknown();
        return manners;
    }

    private static Optional<QuietHours> quietHours(ConfigSection section) {
        Optional<LocalTime> from = section.read("from", "none", TIME);
        Optional<LocalTime> to = section.read("to", "none", TIME);
        ZoneId zone = section.read("timeZone", "UTC", ZONE).orElse(ZoneId.of("UTC"));
        section.rejectUnknown();
        if (from.isPresent() && to.isEmpty()) {
            section.missing("to", "allowed: a time of day such as \"07:00\"");
        } else if (from.isEmpty() && to.isPresent()) {
            section.missing("from", "allowed: a time of day such as \"22:00\"");
        }
        return from.flatMap(begin -> to.map(end -> new QuietHours(begin, end, zone)));
    }

    private static Optional<Duration> repeatInterval(ConfigSection section) {
        Duration every = section.duration("repeatInterval", NotifySettings.REPEAT_INTERVAL, Duration.ZERO, WEEK);
        return every.isZero() ? Optional.empty() : Optional.of(every);
    }

    private static List<Route> routes(ConfigSection section, Set<String> hosts, Set<String> channels) {
        List<Route> routes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigSection one : section.sections("routes", "route", "to")) {
            Route route = route(one, "route-" + (routes.size() + 1), hosts, channels);
            if (route.name().equals(Routes.MAIL)) {
                one.fault("name", "reserved name " + UnknownKeyMessage.quote(route.name()) + "; choose another one");
            } else if (!names.add(route.name())) {
                one.fault("name", "duplicate name " + UnknownKeyMessage.quote(route.name()));
            }
            routes.add(route);
        }
        warnOfUnused(section.named("channels", "channel"), routes);
        return routes;
    }

    private static Route route(ConfigSection section, String standardName, Set<String> hosts, Set<String> channels) {
        Optional<String> host = section.text("host", "none", "the name of a host");
        host.filter(name -> !hosts.contains(name))
                .ifPresent(name -> section.fault(
                        "host", "unknown host " + UnknownKeyMessage.quote(name) + UnknownKeyMessage.hint(name, hosts)));
        ConfigSection escalation = section.section("escalate", "escalation");
        Route route = new Route(
                section.read("name", "route-1 and so on", NAME).orElse(standardName),
                host,
                section.text("target", "none", "a glob"),
                section.text("project", "none", "a glob"),
                section.text("team", "none", "a glob"),
                section.choice("severity", Least.WARNING) == Least.CRITICAL
                        ? Optional.of(Severity.CRITICAL)
                        : Optional.empty(),
                MailReader.anyAddresses(section, "to", "none"),
                channels(section, channels),
                section.flag("continue", false),
                section.has("escalate") ? Optional.of(escalation(escalation, channels)) : Optional.empty(),
                HoursReader.read(section));
        section.rejectUnknown();
        if (route.to().isEmpty() && route.channels().isEmpty()) {
            section.missing("to", "allowed: at least one address such as ops@example.org, or channels");
        }
        return route;
    }

    private static List<String> channels(ConfigSection section, Set<String> known) {
        List<String> names = section.list("channels", "none", "names of channels");
        for (String name : names) {
            if (!known.contains(name)) {
                section.fault(
                        "channels",
                        "unknown channel " + UnknownKeyMessage.quote(name) + UnknownKeyMessage.hint(name, known));
            }
        }
        return names.stream().distinct().toList();
    }

    private static void warnOfUnused(Map<String, ConfigSection> channels, List<Route> routes) {
        channels.forEach((name, channel) -> {
            if (routes.stream().noneMatch(route -> isUsed(route, name))) {
                channel.warnHere("no route uses this channel, so it receives no notifications");
            }
        });
    }

    private static boolean isUsed(Route route, String channel) {
        return route.channels().contains(channel)
                || route.escalation()
                        .filter(others -> others.channels().contains(channel))
                        .isPresent();
    }

    private static Route.Escalation escalation(ConfigSection section, Set<String> channels) {
        Route.Escalation escalation = new Route.Escalation(
                section.duration("after", Route.Escalation.AFTER, SECOND, WEEK),
                MailReader.anyAddresses(section, "to", "none"),
                channels(section, channels));
        section.rejectUnknown();
        if (escalation.to().isEmpty() && escalation.channels().isEmpty()) {
            section.missing("to", "allowed: at least one address such as ops@example.org, or channels");
        }
        return escalation;
    }
}
