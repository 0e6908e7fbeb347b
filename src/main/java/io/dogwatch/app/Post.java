package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.journal.Lines;
import io.dogwatch.tell.Channel;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.Line;
import io.dogwatch.tell.MailSettings;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.tell.Manners;
import io.dogwatch.tell.Route;
import io.dogwatch.tell.SmtpChannel;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Builds the lines: mail to everybody, and one for each route and each escalation. */
final class Post {

    private Post() {}

    static List<Line> lines(Settings settings, String instanceId) {
        MailSettings mail = settings.mail();
        LetterWriter writer = new LetterWriter(instanceId, mail.publicUrl(), ZoneId.systemDefault());
        Manners manners = settings.telling().manners();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Lines.MAIL, channel(settings, "", mail, writer), manners));
        for (Route route : settings.telling().routes().all()) {
            lines.add(new Line(
                    route.name(), channel(settings, "." + route.name(), mail.to(route.to()), writer), manners));
            route.escalation()
                    .ifPresent(others -> lines.add(new Line(
                            route.escalationLine(),
                            channel(settings, "." + route.escalationLine(), mail.to(others.to()), writer),
                            manners)));
        }
        return lines;
    }

    /** Mail servers where there are some, else a maildir in the data folder. */
    private static Channel channel(Settings settings, String suffix, MailSettings mail, LetterWriter writer) {
        return mail.servers().isEmpty()
                ? new MaildirChannel(settings.maildir(), suffix, mail, writer)
                : new SmtpChannel(mail, writer);
    }
}
