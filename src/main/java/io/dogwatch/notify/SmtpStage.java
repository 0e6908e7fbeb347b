package io.dogwatch.notify;

import io.dogwatch.notify.SmtpServer.Security;
import java.util.Arrays;
import java.util.Locale;

/** Where a talk with a mail server is, and what a person can do if it stops there. */
enum SmtpStage {
    CONNECT,
    GREETING,
    EHLO,
    STARTTLS,
    CERTIFICATE,
    AUTH,
    MAIL_FROM,
    RCPT_TO,
    DATA,
    LETTER,
    /** What says nothing about mail, such as QUIT. */
    OTHER;

    /** By the command that we send. */
    static SmtpStage of(String command) {
        String verb = command.strip().toUpperCase(Locale.ROOT);
        if (verb.startsWith("EHLO") || verb.startsWith("HELO")) {
            return EHLO;
        } else if (verb.startsWith("STARTTLS")) {
            return STARTTLS;
        } else if (verb.startsWith("AUTH")) {
            return AUTH;
        } else if (verb.startsWith("MAIL FROM")) {
            return MAIL_FROM;
        } else if (verb.startsWith("RCPT TO")) {
            return RCPT_TO;
        } else if (verb.startsWith("DATA")) {
            return DATA;
        }
        return verb.equals(".") ? LETTER : OTHER;
    }

    static SmtpStage named(String title) {
        return Arrays.stream(values())
                .filter(stage -> stage.title().equals(title))
                .findFirst()
                .orElse(OTHER);
    }

    /** As people and RFC 5321 call it. */
    String title() {
        return switch (this) {
            case CONNECT -> "connect";
            case GREETING -> "greeting";
            case CERTIFICATE -> "certificate";
            case MAIL_FROM -> "MAIL FROM";
            case RCPT_TO -> "RCPT TO";
            case LETTER -> "message";
            case EHLO, STARTTLS, AUTH, DATA, OTHER -> name();
        };
    }

    /** What to do, in one or two sentences. */
    String advice(SmtpServer server, String from) {
        return switch (this) {
            case CONNECT ->
                "Check host and port, and that this machine can reach them. A firewall or a container without a route to"
                        + " the server causes this.";
            case GREETING ->
                server.port() == 465 && server.security() != Security.TLS
                        ? "Port 465 uses TLS from the first byte: set security: tls."
                        : server.security() == Security.TLS
                                ? "If the server expects STARTTLS at this port (587 does), set security: starttls."
                                : "The server accepts no mail from this machine now. Ask its administrator, or try the"
                                        + " submission port, 587.";
            case EHLO, OTHER -> "Ask the administrator of the server about this response.";
            case STARTTLS ->
                "The server offers no encryption on this port, so Dogwatch sends nothing. Use port 587, or port 465 with"
                        + " security: tls. Set security: none only on a trusted network.";
            case CERTIFICATE ->
                "If the certificate was issued by a private CA, set caFile. The certificate must be valid today and"
                        + " contain the name " + server.host() + ".";
            case AUTH ->
                server.login()
                                .filter(login -> login.mechanism() == SmtpLogin.Mechanism.XOAUTH2)
                                .isPresent()
                        ? "Check that the token belongs to the user, has not expired, and permits sending mail."
                        : "Check user and password. Some providers require an application password or a token.";
            case MAIL_FROM ->
                server.login().isEmpty()
                        ? "The server may require authentication (set user and password), or reject the sender " + from
                                + "."
                        : "Check that the account may send as " + from + " (mail.from).";
            case RCPT_TO ->
                "Check the address. If the server denies relaying, it requires authentication or must be configured to"
                        + " accept mail from this machine.";
            case DATA, LETTER -> "The server rejected this mail; see its response for the reason.";
        };
    }
}
