package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.journal.Journal;
import io.dogwatch.journal.Lines;
import io.dogwatch.tell.AlertmanagerEcho;
import io.dogwatch.tell.Channel;
import io.dogwatch.tell.Channels;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.Line;
import io.dogwatch.tell.MailSettings;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.tell.Manners;
import io.dogwatch.tell.NotifySettings;
import io.dogwatch.tell.Route;
import io.dogwatch.tell.SmtpChannel;
import io.dogwatch.tell.Voice;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything by which people are told.
 *
 * @param lines mail to everybody, and one for each route and each escalation, by mail and by channel
 */
record Post(List<Line> lines, AlertmanagerEcho echo) {

    static Post of(Settings settings, Journal journal, InstantSource clock) {
        MailSettings mail = settings.mail();
        LetterWriter writer = new LetterWriter(journal.instanceId(), mail.publicUrl(), ZoneId.systemDefault());
        NotifySettings telling = settings.telling();
        Channels channels = new Channels(telling.channels(), new Voice(journal.instanceId(), mail.publicUrl()), clock);
        Manners manners = telling.manners();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Lines.MAIL, channel(settings, "", mail, writer), manners));
        for (Route route : telling.routes().all()) {
            if (!route.to().isEmpty()) {
                lines.add(new Line(
                        route.name(), channel(settings, "." + route.name(), mail.to(route.to()), writer), manners));
            }
            route.channels().forEach(name -> lines.add(channels.line(route, name, manners)));
            route.escalation()
                    .ifPresent(others -> lines.add(new Line(
                            route.escalationLine(),
                            channel(settings, "." + route.escalationLine(), mail.to(others.to()), writer),
                            manners)));
        }
        return new Post(lines, channels.echo(journal, telling.routes(), clock));
    }

    /** Mail servers where there are some, else a maildir in the data folder. */
    private static Channel channel(Settings settings, String suffix, MailSettings mail, LetterWriter writer) {
        return mail.servers().isEmpty()
                ? new MaildirChannel(settings.maildir(), suffix, mail, writer)
                : new SmtpChannel(mail, writer);
    }
}
