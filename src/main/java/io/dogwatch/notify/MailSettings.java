package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told by mail, and how.
 *
 * @param from the sender's address, such as {@code dogwatch@example.org}
 * @param recipients at least one address; all get the same mail
 * @param servers tried in this order; none means that mails are written to a maildir in the data folder
 * @param connectTimeout for each connection to a server
 * @param readTimeout for each answer of a server, and for each write to it
 * @param sendTimeout for one whole attempt at one server, so that one that drips cannot hold the others up
 * @param publicUrl where people reach Dogwatch's page; without it, mails hold no link
 */
public record MailSettings(
        String from,
        List<String> recipients,
        List<SmtpServer> servers,
        Duration connectTimeout,
        Duration readTimeout,
        Duration sendTimeout,
        Optional<URI> publicUrl) {

    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

    /** Two minutes: what RFC 5321 (4.5.3.2) grants most steps is five, and people wait for this mail. */
    public static final Duration SEND_TIMEOUT = Duration.ofMinutes(2);

    public MailSettings {
        recipients = List.copyOf(recipients);
        servers = List.copyOf(servers);
    }

    /** The same to others. */
    public MailSettings to(List<String> others) {
        return new MailSettings(from, others, servers, connectTimeout, readTimeout, sendTimeout, publicUrl);
    }

    /** The same, with links that lead elsewhere. */
    public MailSettings at(Optional<URI> url) {
        return new MailSettings(from, recipients, servers, connectTimeout, readTimeout, sendTimeout, url);
    }

    /** With the usual deadlines and no link. */
    public MailSettings(String from, List<String> recipients, List<SmtpServer> servers) {
        this(from, recipients, servers, CONNECT_TIMEOUT, READ_TIMEOUT, SEND_TIMEOUT, Optional.empty());
    }
}
