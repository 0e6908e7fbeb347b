package io.dogwatch.app;

import io.dogwatch.config.MailSettings.Security;
import io.dogwatch.config.Settings;
import io.dogwatch.tell.Channel;
import io.dogwatch.tell.LetterWriter;
import io.dogwatch.tell.MailSettings;
import io.dogwatch.tell.MaildirChannel;
import io.dogwatch.tell.SmtpChannel;
import io.dogwatch.tell.SmtpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Chooses the channel: mail servers where there are some, else a maildir in the data folder. */
final class Post {

    private Post() {}

    static Channel channel(Settings settings, String instanceId) {
        LetterWriter writer = new LetterWriter(instanceId, Optional.empty(), ZoneId.systemDefault());
        MailSettings mail = settings.mail()
                .map(own -> new MailSettings(
                        own.from(),
                        own.to(),
                        own.servers().stream().map(Post::server).toList()))
                .orElseGet(() -> new MailSettings("dogwatch@localhost", List.of("root@localhost"), List.of()));
        Path maildir = settings.store().folder().resolve("maildir");
        return mail.servers().isEmpty() ? new MaildirChannel(maildir, mail, writer) : new SmtpChannel(mail, writer);
    }

    private static SmtpServer server(io.dogwatch.config.MailSettings.Smtp own) {
        return new SmtpServer(
                own.host(),
                own.port(),
                security(own.security()),
                own.credentials().map(io.dogwatch.config.MailSettings.Credentials::user),
                own.credentials().map(Post::password),
                true,
                own.caFile());
    }

    private static String password(io.dogwatch.config.MailSettings.Credentials credentials) {
        try {
            return credentials.password().reveal();
        } catch (IOException e) {
            throw new IllegalStateException("mail: the password file cannot be read: " + e.getMessage(), e);
        }
    }

    private static SmtpServer.Security security(Security security) {
        return switch (security) {
            case NONE -> SmtpServer.Security.NONE;
            case STARTTLS -> SmtpServer.Security.STARTTLS;
            case TLS -> SmtpServer.Security.TLS;
        };
    }
}
