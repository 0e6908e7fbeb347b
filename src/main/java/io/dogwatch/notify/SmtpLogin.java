package io.dogwatch.notify;

/**
 * As whom a mail server knows us.
 *
 * @param secret a password, or with XOAUTH2 a token; read for each attempt
 */
public record SmtpLogin(String user, Secret secret, Mechanism mechanism) {

    /** How the secret is shown to the server. */
    public enum Mechanism {
        /** PLAIN or LOGIN, as the server offers them. */
        AUTO,
        PLAIN,
        LOGIN,
        /** A token of OAuth 2, as Google and Microsoft want it. */
        XOAUTH2;

        /** In the words of Jakarta Mail, in the order in which they are tried. */
        String names() {
            return this == AUTO ? "PLAIN LOGIN" : name();
        }
    }
}
