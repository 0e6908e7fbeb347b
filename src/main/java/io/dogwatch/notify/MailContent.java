package io.dogwatch.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A notice in words, not yet in MIME. All texts are single lines or blocks without control characters.
 *
 * @param fileName unique for the notice, safe in a file system
 * @param messageId with its angle brackets; the same each time the notice is written
 * @param inReplyTo the message id of the incident's first letter; empty for the first itself
 * @param senderName what mail clients show as the sender, such as {@code web RECOVERED}
 * @param subject the same in all letters of an incident but for {@code Re: }, since Gmail and Outlook break a thread at
 *     a changed subject; the news stands in the sender's name and the first line
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
