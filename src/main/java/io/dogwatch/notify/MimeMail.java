package io.dogwatch.notify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** A MIME message with a fixed message id: sending it twice sends the same message. */
final class MimeMail extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    /** RFC 5322 limits a line to 998 bytes. */
    private static final int MAX_LINE_LENGTH = 998;

    private final MailContent mail;
    private final boolean eightBit;

    /** @param eightBit keeps texts unencoded and readable; only without a mail server */
    MimeMail(Session session, MailSettings settings, MailContent mail, boolean eightBit) throws MessagingException {
        super(session);
        this.mail = mail;
        this.eightBit = eightBit;
        setFrom(sender(settings.from(), mail.senderName()));
        for (String recipient : settings.recipients()) {
            addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        setSubject(mail.subject(), UTF_8);
        setSentDate(Date.from(mail.date()));
        if (mail.inReplyTo().isPresent()) {
            setHeader("In-Reply-To", mail.inReplyTo().get());
            setHeader("References", mail.inReplyTo().get());
        }
        // Suppresses automatic replies: RFC 3834, and the Exchange equivalent.
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Auto-Response-Suppress", "All");
        setEncoded("Thread-Topic", mail.threadTopic());
        for (MailContent.Header header : mail.headers()) {
            setEncoded(header.name(), header.value());
        }
        setContent(content(mail));
        saveChanges();
    }

    /** Keeps the message id, which {@code saveChanges} would replace by a random one. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", mail.messageId());
    }

    private void setEncoded(String name, String value) throws MessagingException {
        try {
            setHeader(name, MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, UTF_8, null)));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException(UTF_8, e);
        }
    }

    private static InternetAddress sender(String address, String name) throws MessagingException {
        InternetAddress sender = new InternetAddress(address, true);
        try {
            // Some clients show an address in the name as the sender.
            sender.setPersonal(name.replaceAll("[@<>\"]", " ") + " (dogwatch)", UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException(UTF_8, e);
        }
        return sender;
    }

    private MimeMultipart content(MailContent mail) throws MessagingException {
        MimeMultipart bodies = new MimeMultipart("alternative", text(mail.text(), "plain"), text(mail.html(), "html"));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(bodies);
        MimeMultipart mixed = new MimeMultipart("mixed", body);
        for (MailContent.Attachment attachment : mail.attachments()) {
            MimeBodyPart file = text(attachment.text(), "plain");
            file.setFileName(attachment.fileName());
            file.setDisposition(Part.ATTACHMENT);
            mixed.addBodyPart(file);
        }
        return mixed;
    }

    private MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        if (eightBit
                && text.lines().allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= MAX_LINE_LENGTH)) {
            part.setHeader("Content-Transfer-Encoding", "8bit");
        }
        return part;
    }
}
