package io.dogwatch.tell;

import io.dogwatch.tell.SmtpServer.Security;
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
            case LETTER -> "letter";
            case EHLO, STARTTLS, AUTH, DATA, OTHER -> name();
        };
    }

    /** What to do, in one or two sentences. */
    String advice(SmtpServer server, String from) {
        return switch (this) {
            case CONNECT ->
                "See that host and port are right, and that this machine may reach them: a firewall, or a container without"
                        + " a network that leads there, looks like this.";
            case GREETING ->
                server.port() == 465 && server.security() != Security.TLS
                        ? "Port 465 speaks TLS from the first byte: set security: tls."
                        : server.security() == Security.TLS
                                ? "If the server expects STARTTLS at this port (587 does), set security: starttls."
                                : "The server takes nothing from this machine now. Ask who runs it, or try its port for"
                                        + " submission, 587.";
            case EHLO, OTHER -> "Ask who runs the server what its words mean.";
            case STARTTLS ->
                "The server does not encrypt at this port, and without that nothing is sent. Use port 587, or port 465 with"
                        + " security: tls; security: none only where nobody else is on the line.";
            case CERTIFICATE ->
                "If the server's certificate comes from a CA of your own, name it in caFile. The certificate must be valid"
                        + " today and hold the name " + server.host() + ".";
            case AUTH ->
                server.login()
                                .filter(login -> login.mechanism() == SmtpLogin.Mechanism.XOAUTH2)
                                .isPresent()
                        ? "See that user belongs to the token, and that the token is fresh and may send mail."
                        : "See that user and password are right. Some providers want a password made for this application, or"
                                + " a token.";
            case MAIL_FROM ->
                server.login().isEmpty()
                        ? "The server may want a login (give user and password), or not know the sender " + from + "."
                        : "See that the account may send as " + from + " (mail.from).";
            case RCPT_TO ->
                "See that the address is right. A server that says it does not relay wants a login, or has to be told that"
                        + " this machine may send.";
            case DATA, LETTER -> "The server does not want this letter; its own words say why.";
        };
    }
}
