package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.ReceiverRouting;
import io.dogwatch.notify.AlertmanagerResender;
import io.dogwatch.notify.Channel;
import io.dogwatch.notify.Channels;
import io.dogwatch.notify.MailRenderer;
import io.dogwatch.notify.MailSettings;
import io.dogwatch.notify.MaildirChannel;
import io.dogwatch.notify.MessageRenderer;
import io.dogwatch.notify.NotifySettings;
import io.dogwatch.notify.RateLimits;
import io.dogwatch.notify.Receiver;
import io.dogwatch.notify.ReportMails;
import io.dogwatch.notify.Route;
import io.dogwatch.notify.Routes;
import io.dogwatch.notify.SenderIdentity;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.notify.SmtpChannel;
import io.dogwatch.notify.Templates;
import io.dogwatch.report.ReportSpec;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All receivers of notifications.
 *
 * @param lines mail to the default recipients, and one receiver for each route and each escalation, by mail and by
 *     channel
 */
record Receivers(List<Receiver> lines, AlertmanagerResender echo) {

    /** @param links for responses from mails and chats; empty without {@code mail.publicUrl} */
    static Receivers of(
            Settings settings,
            Journal journal,
            Optional<SignedLinks> links,
            ReportMails reports,
            Templates templates,
            InstantSource clock) {
        MailSettings mail = settings.mail();
        MailRenderer writer =
                new MailRenderer(journal.instanceId(), mail.publicUrl(), links, ZoneId.systemDefault(), templates);
        NotifySettings telling = settings.telling();
        Channels channels =
                new Channels(telling.channels(), new SenderIdentity(journal.instanceId(), mail.publicUrl()), clock);
        RateLimits manners = telling.manners();
        List<Receiver> lines = new ArrayList<>();
        mailLines(settings)
                .forEach((line, its) -> lines.add(new Receiver(line, channel(settings, line, its, writer), manners)));
        for (Route route : telling.routes().all()) {
            route.channels().forEach(name -> lines.add(channels.line(route, name, manners)));
            route.escalation()
                    .ifPresent(others -> others.channels()
                            .forEach(name -> lines.add(channels.escalationLine(route, name, manners))));
        }
        for (ReportSpec order : telling.reports()) {
            String line = Routes.reportLine(order.name());
            MailSettings its = order.to().isEmpty() ? mail : mail.to(order.to());
            lines.add(new Receiver(line, channel(settings, line, its, reports), RateLimits.BLUNT));
        }
        return new Receivers(lines, channels.echo(journal, telling.routes(), clock));
    }

    /** The mail receivers, each with its recipients; the default recipients first. */
    static Map<String, MailSettings> mailLines(Settings settings) {
        MailSettings mail = settings.mail();
        Map<String, MailSettings> lines = new LinkedHashMap<>();
        lines.put(ReceiverRouting.MAIL, mail);
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
    private static Channel channel(Settings settings, String line, MailSettings mail, MessageRenderer writer) {
        String suffix = line.equals(ReceiverRouting.MAIL) ? "" : "." + line;
        return mail.servers().isEmpty()
                ? new MaildirChannel(settings.maildir(), suffix, mail, writer)
                : new SmtpChannel(mail, writer);
    }
}
