package io.dogwatch.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of mail notifications.
 *
 * @param from the sender address, such as {@code dogwatch@example.org}
 * @param recipients at least one address; all receive the same mail
 * @param servers in order of preference; empty to write mails to a maildir in the data directory
 * @param connectTimeout for each connection
 * @param readTimeout for each response and each write
 * @param sendTimeout for a whole attempt at one server; limits the delay caused by a slow server
 * @param publicUrl the URL of the web page; without it, mails contain no links
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

    /** Two minutes. RFC 5321 (4.5.3.2) allows five minutes for most steps, but these mails are urgent. */
    public static final Duration SEND_TIMEOUT = Duration.ofMinutes(2);

    public MailSettings {
        recipients = List.copyOf(recipients);
        servers = List.copyOf(servers);
    }

    /** Returns a copy with other recipients. */
    public MailSettings to(List<String> others) {
        return new MailSettings(from, others, servers, connectTimeout, readTimeout, sendTimeout, publicUrl);
    }

    /** Returns a copy with another URL for links. */
    public MailSettings at(Optional<URI> url) {
        return new MailSettings(from, recipients, servers, connectTimeout, readTimeout, sendTimeout, url);
    }

    /** Creates settings with default timeouts and without links. */
    public MailSettings(String from, List<String> recipients, List<SmtpServer> servers) {
        this(from, recipients, servers, CONNECT_TIMEOUT, READ_TIMEOUT, SEND_TIMEOUT, Optional.empty());
    }
}
