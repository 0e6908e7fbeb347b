package io.dogwatch.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The settings of one server in the words of Jakarta Mail, whose own defaults wait for ever and encrypt nothing. */
final class SmtpProperties {

    private SmtpProperties() {}

    /** Reads the CA file anew each time, so that a renewed one needs no restart. */
    static Properties of(SmtpServer server, MailSettings settings) throws GeneralSecurityException, IOException {
        Properties properties = new Properties();
        put(properties, "connectiontimeout", settings.connectTimeout());
        put(properties, "timeout", settings.readTimeout());
        put(properties, "writetimeout", settings.readTimeout());
        // Where the server can take it, texts stay readable as they are.
        properties.put("mail.smtp.allow8bitmime", "true");
        // One bad recipient must not keep the letter from the others.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        server.login()
                .ifPresent(login -> properties.put(
                        "mail.smtp.auth.mechanisms", login.mechanism().names()));
        // Else the JDK asks DNS for our own name at every connection, and DNS has no deadline.
        properties.put("mail.smtp.localhost", domain(settings.from()));
        switch (server.security()) {
            case NONE -> {
                properties.put("mail.smtp.starttls.enable", "false");
                return properties;
            }
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
        }
        putTrust(properties, server);
        return properties;
    }

    private static void putTrust(Properties properties, SmtpServer server)
            throws GeneralSecurityException, IOException {
        properties.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(server.verifyCertificate()));
        if (!server.verifyCertificate()) {
            properties.put("mail.smtp.ssl.trust", "*");
        } else if (server.caFile().isPresent()) {
            properties.put(
                    "mail.smtp.ssl.socketFactory", trusting(server.caFile().get()));
        }
    }

    private static SSLSocketFactory trusting(Path caFile) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (InputStream pem = Files.newInputStream(caFile)) {
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("ca" + number++, authority);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static void put(Properties properties, String name, Duration deadline) {
        properties.put("mail.smtp." + name, Long.toString(deadline.toMillis()));
    }

    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return domain.matches("[A-Za-z0-9.-]+") ? domain : "localhost";
    }
}
