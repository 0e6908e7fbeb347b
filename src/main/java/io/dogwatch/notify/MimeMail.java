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

/** A letter as a MIME message, with the message id that the letter has: sent twice, it is the same message. */
final class MimeMail extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    /** RFC 5322 allows a line 998 bytes. */
    private static final int MAX_LINE_LENGTH = 998;

    private final MailContent letter;
    private final boolean eightBit;

    /** @param eightBit leaves texts as they are, readable to the naked eye; only where no mail server is on the way */
    MimeMail(Session session, MailSettings settings, MailContent letter, boolean eightBit) throws MessagingException {
        super(session);
        this.letter = letter;
        this.eightBit = eightBit;
        setFrom(sender(settings.from(), letter.senderName()));
        for (String recipient : settings.recipients()) {
            addRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        }
        setSubject(letter.subject(), UTF_8);
        setSentDate(Date.from(letter.date()));
        if (letter.inReplyTo().isPresent()) {
            setHeader("In-Reply-To", letter.inReplyTo().get());
            setHeader("References", letter.inReplyTo().get());
        }
        // RFC 3834: no vacation replies, please; and the same for Exchange.
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Auto-Response-Suppress", "All");
        setEncoded("Thread-Topic", letter.threadTopic());
        for (MailContent.Header header : letter.headers()) {
            setEncoded(header.name(), header.value());
        }
        setContent(content(letter));
        saveChanges();
    }

    /** {@code saveChanges} would replace it by a random one. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", letter.messageId());
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
            // What looks like an address in the name would pass for the sender in some clients.
            sender.setPersonal(name.replaceAll("[@<>\"]", " ") + " (dogwatch)", UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException(UTF_8, e);
        }
        return sender;
    }

    private MimeMultipart content(MailContent letter) throws MessagingException {
        MimeMultipart bodies =
                new MimeMultipart("alternative", text(letter.text(), "plain"), text(letter.html(), "html"));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(bodies);
        MimeMultipart mixed = new MimeMultipart("mixed", body);
        for (MailContent.Attachment attachment : letter.attachments()) {
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
