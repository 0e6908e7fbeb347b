package io.dogwatch.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Content of a mail before MIME encoding. All texts are single lines or blocks without control characters.
 *
 * @param fileName unique for the notification, safe in a file system
 * @param messageId with angle brackets; stable for retries
 * @param inReplyTo the message id of the first mail about the incident; empty for that mail
 * @param senderName the sender shown by mail clients, such as {@code web RECOVERED}
 * @param subject equal in all mails about an incident except for {@code Re: }, because Gmail and Outlook split threads
 *     when the subject changes; the sender name and the first line contain the news
 * @param threadTopic the subject without {@code Re: }
 */
public record MailContent(
        String fileName,
        String messageId,
        Optional<String> inReplyTo,
        Instant date,
        String senderName,
        String subject,
        String threadTopic,
        List<Header> headers,
        String text,
        String html,
        List<Attachment> attachments) {

    public record Header(String name, String value) {}

    public record Attachment(String fileName, String text) {}

    public MailContent {
        headers = List.copyOf(headers);
        attachments = List.copyOf(attachments);
    }
}
