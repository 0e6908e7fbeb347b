package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.tell.Channel;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.MailSettings;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.tell.SmtpChannel;
import java.time.ZoneId;

/** Chooses the channel: mail servers where there are some, else a maildir in the data folder. */
final class Post {

    private Post() {}

    static Channel channel(Settings settings, String instanceId) {
        MailSettings mail = settings.mail();
        LetterWriter writer = new LetterWriter(instanceId, mail.publicUrl(), ZoneId.systemDefault());
        return mail.servers().isEmpty()
                ? new MaildirChannel(settings.maildir(), mail, writer)
                : new SmtpChannel(mail, writer);
    }
}
