package io.dogwatch.config;

import io.dogwatch.notify.MailSettings;
import io.dogwatch.notify.Secret;
import io.dogwatch.notify.SmtpLogin;
import io.dogwatch.notify.SmtpLogin.Mechanism;
import io.dogwatch.notify.SmtpServer;
import io.dogwatch.notify.SmtpServer.Security;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how mail is sent. */
final class MailReader {

    private static final String ADDRESS = "an address such as ops@example.org";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private MailReader() {}

    static MailSettings read(ConfigSection section) {
        String from = section.text("from", "required", ADDRESS).orElse("");
        if (from.isEmpty()) {
            section.missing("from", "allowed: " + ADDRESS);
        } else {
            requireAddress(section, "from", from);
        }
        List<String> to = addresses(section, "to");
        List<SmtpServer> servers = new ArrayList<>();
        section.sections("servers", "mail server", "host")
                .forEach(server -> server(server).ifPresent(servers::add));
        MailSettings mail = new MailSettings(
                from,
                to,
                servers,
                section.duration("connectTimeout", MailSettings.CONNECT_TIMEOUT, SECOND, FIVE_MINUTES),
                section.duration("readTimeout", MailSettings.READ_TIMEOUT, SECOND, FIVE_MINUTES),
                section.duration("sendTimeout", MailSettings.SEND_TIMEOUT, SECOND, FIVE_MINUTES.multipliedBy(2)),
                publicUrl(section));
        section.rejectUnknown();
        return mail;
    }

    static List<String> addresses(ConfigSection section, String key) {
        List<String> to = anyAddresses(section, key, "required");
        if (to.isEmpty()) {
            section.missing(key, "allowed: at least one address such as ops@example.org");
        }
        return to;
    }

    /** As {@link #addresses}, and none is right too. */
    static List<String> anyAddresses(ConfigSection section, String key, String standard) {
        List<String> to = section.list(key, standard, "addresses");
        to.forEach(address -> requireAddress(section, key, address));
        return to;
    }

    private static void requireAddress(ConfigSection section, String key, String address) {
        if (!address.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
            section.fault(key, "invalid address " + UnknownKeyMessage.quote(address) + "; allowed: " + ADDRESS);
        }
    }

    private static Optional<URI> publicUrl(ConfigSection section) {
        Optional<String> text = section.text("publicUrl", "none", "https://host/");
        if (text.isPresent()
                && !text.get().matches("https?://[A-Za-z0-9.:\\[\\]_-]{1,260}(/[A-Za-z0-9._~/-]{0,200})?")) {
            section.fault(
                    "publicUrl",
                    "invalid address " + UnknownKeyMessage.quote(text.get())
                            + "; allowed: an address such as https://dogwatch.example.org/");
            return Optional.empty();
        }
        try {
            return text.map(URI::create);
        } catch (IllegalArgumentException e) {
            section.fault(
                    "publicUrl",
                    "invalid address " + UnknownKeyMessage.quote(text.orElse(""))
                            + "; allowed: an address such as https://dogwatch.example.org/");
            return Optional.empty();
        }
    }

    private static Optional<SmtpServer> server(ConfigSection section) {
        Optional<String> host = section.text("host", "required", "a name or an address");
        if (host.isEmpty()) {
            section.missing("host", "allowed: the name or the address of a mail server");
        } else if (!host.get().matches("[A-Za-z0-9.:_-]{1,253}")) {
            section.fault(
                    "host", "invalid host " + UnknownKeyMessage.quote(host.get()) + "; allowed: a name or an address");
        }
        Security security = section.choice("security", Security.STARTTLS);
        int port = section.number("port", "587; 465 with tls, 25 with none", 1, 65535)
                .orElse(
                        switch (security) {
                            case NONE -> 25;
                            case STARTTLS -> 587;
                            case TLS -> 465;
                        });
        Optional<SmtpLogin> login = login(section, security);
        boolean verify = section.flag("verifyCertificate", true);
        Optional<Path> caFile = section.file("caFile");
        section.rejectUnknown();
        return host.map(name -> new SmtpServer(name, port, security, login, verify, caFile));
    }

    private static Optional<SmtpLogin> login(ConfigSection section, Security security) {
        Optional<String> user = section.text("user", "none", "text");
        Mechanism asked = section.choice("auth", Mechanism.AUTO);
        Optional<Secret> password = SecretReader.lasting(section, "password");
        Optional<Secret> token = SecretReader.lasting(section, "token");
        boolean hasPassword = section.has("password") || section.has("passwordFile");
        boolean hasToken = section.has("token") || section.has("tokenFile");
        if (user.isEmpty() && (hasPassword || hasToken)) {
            section.missing("user", hasPassword ? "a password is set" : "a token is set");
        } else if (hasPassword && hasToken) {
            section.fault(section.has("token") ? "token" : "tokenFile", "conflicts with password; use only one");
        } else if (hasPassword && asked == Mechanism.XOAUTH2) {
            section.fault("auth", "xoauth2 requires a token instead of a password; set token: ${NAME} or tokenFile");
        } else if (hasToken && (asked == Mechanism.PLAIN || asked == Mechanism.LOGIN)) {
            section.fault("auth", "a token requires xoauth2; allowed: auto, xoauth2");
        } else if (user.isPresent() && !hasPassword && !hasToken) {
            section.missing(
                    asked == Mechanism.XOAUTH2 ? "token" : "password",
                    asked == Mechanism.XOAUTH2
                            ? "set token: ${NAME} or tokenFile"
                            : "set password: ${NAME} or passwordFile");
        } else if (user.isPresent() && security == Security.NONE) {
            section.warn("security", "none sends the " + (hasToken ? "token" : "password") + " unencrypted");
        }
        Mechanism mechanism = token.isPresent() ? Mechanism.XOAUTH2 : asked;
        return user.flatMap(name -> password.or(() -> token).map(secret -> new SmtpLogin(name, secret, mechanism)));
    }
}
