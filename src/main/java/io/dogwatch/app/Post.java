package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.Lines;
import io.dogwatch.report.ReportOrder;
import io.dogwatch.tell.AlertmanagerEcho;
import io.dogwatch.tell.Channel;
import io.dogwatch.tell.Channels;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.Letters;
import io.dogwatch.tell.Line;
import io.dogwatch.tell.MailSettings;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.tell.Manners;
import io.dogwatch.tell.NotifySettings;
import io.dogwatch.tell.ReportLetters;
import io.dogwatch.tell.Route;
import io.dogwatch.tell.Routes;
import io.dogwatch.tell.SignedLinks;
import io.dogwatch.tell.SmtpChannel;
import io.dogwatch.tell.Templates;
import io.dogwatch.tell.Voice;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything by which people are told.
 *
 * @param lines mail to everybody, and one for each route and each escalation, by mail and by channel
 */
record Post(List<Line> lines, AlertmanagerEcho echo) {

    /** @param links by which people can answer; empty without {@code mail.publicUrl} */
    static Post of(
            Settings settings,
            Journal journal,
            Optional<SignedLinks> links,
            ReportLetters reports,
            Templates templates,
            InstantSource clock) {
        MailSettings mail = settings.mail();
        LetterWriter writer =
                new LetterWriter(journal.instanceId(), mail.publicUrl(), links, ZoneId.systemDefault(), templates);
        NotifySettings telling = settings.telling();
        Channels channels = new Channels(telling.channels(), new Voice(journal.instanceId(), mail.publicUrl()), clock);
        Manners manners = telling.manners();
        List<Line> lines = new ArrayList<>();
        mailLines(settings)
                .forEach((line, its) -> lines.add(new Line(line, channel(settings, line, its, writer), manners)));
        for (Route route : telling.routes().all()) {
            route.channels().forEach(name -> lines.add(channels.line(route, name, manners)));
            route.escalation()
                    .ifPresent(others -> others.channels()
                            .forEach(name -> lines.add(channels.escalationLine(route, name, manners))));
        }
        for (ReportOrder order : telling.reports()) {
            String line = Routes.reportLine(order.name());
            MailSettings its = order.to().isEmpty() ? mail : mail.to(order.to());
            lines.add(new Line(line, channel(settings, line, its, reports), Manners.BLUNT));
        }
        return new Post(lines, channels.echo(journal, telling.routes(), clock));
    }

    /** The lines that are mail, each with its recipients: everybody's first. */
    static Map<String, MailSettings> mailLines(Settings settings) {
        MailSettings mail = settings.mail();
        Map<String, MailSettings> lines = new LinkedHashMap<>();
        lines.put(Lines.MAIL, mail);
        for (Route route : settings.telling().routes().all()) {
            if (!route.to().isEmpty()) {
                lines.put(route.name(), mail.to(route.to()));
            }
            route.escalation()
                    .filter(others -> !others.to().isEmpty())
                    .ifPresent(others -> lines.put(route.escalationLine(), mail.to(others.to())));
        }
        return lines;
    }

    /** Mail servers where there are some, else a maildir in the data folder. */
    private static Channel channel(Settings settings, String line, MailSettings mail, Letters writer) {
        String suffix = line.equals(Lines.MAIL) ? "" : "." + line;
        return mail.servers().isEmpty()
                ? new MaildirChannel(settings.maildir(), suffix, mail, writer)
                : new SmtpChannel(mail, writer);
    }
}
