package io.dogwatch.notify;

/**
 * Credentials for a mail server.
 *
 * @param secret a password, or a token with XOAUTH2; read for each attempt
 */
public record SmtpLogin(String user, Secret secret, Mechanism mechanism) {

    /** Authentication mechanism. */
    public enum Mechanism {
        /** PLAIN or LOGIN, as offered by the server. */
        AUTO,
        PLAIN,
        LOGIN,
        /** An OAuth 2 token, as required by Google and Microsoft. */
        XOAUTH2;

        /** Returns the Jakarta Mail names of the mechanisms, in order of preference. */
        String names() {
            return this == AUTO ? "PLAIN LOGIN" : name();
        }
    }
}
