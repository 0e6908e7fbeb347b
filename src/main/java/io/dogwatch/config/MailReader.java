package io.dogwatch.config;

import io.dogwatch.config.MailSettings.Credentials;
import io.dogwatch.config.MailSettings.Security;
import io.dogwatch.config.MailSettings.Smtp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how mail is sent. Never quotes a password. */
final class MailReader {

    private static final String ADDRESS = "an address such as ops@example.org";

    private MailReader() {}

    static MailSettings read(Section section) {
        String from = section.text("from", "required", ADDRESS).orElse("");
        if (from.isEmpty()) {
            section.missing("from", ADDRESS);
        } else {
            requireAddress(section, "from", from);
        }
        List<String> to = section.list("to", "addresses");
        if (to.isEmpty()) {
            section.missing("to", "at least one address such as ops@example.org");
        }
        to.forEach(address -> requireAddress(section, "to", address));
        String prefix = section.text("subjectPrefix", "[dogwatch]");
        if (prefix.length() > 60 || !prefix.chars().allMatch(c -> c >= ' ' && c < 127)) {
            section.fault("subjectPrefix", "at most 60 printable ASCII characters are allowed");
        }
        List<Smtp> servers = new ArrayList<>();
        section.sections("servers", "mail server", "host")
                .forEach(server -> server(server).ifPresent(servers::add));
        section.rejectUnknown();
        return new MailSettings(from, to, servers, prefix);
    }

    private static void requireAddress(Section section, String key, String address) {
        String bare = address.replaceFirst("^[^<>\"\\p{Cntrl}]{0,80}<([^<>]*)>$", "$1");
        if (!bare.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")) {
            section.fault(key, Words.quote(address) + " is not " + ADDRESS);
        }
    }

    private static Optional<Smtp> server(Section section) {
        Optional<String> host = section.text("host", "required", "a name or an address");
        if (host.isEmpty()) {
            section.missing("host", "the name or the address of a mail server");
        } else if (!host.get().matches("[A-Za-z0-9.:_-]{1,253}")) {
            section.fault("host", Words.quote(host.get()) + " is not the name or the address of a host");
        }
        Security security = section.choice("security", Security.STARTTLS);
        int port = section.number("port", "587, or 465 with tls, 25 with none", 1, 65535)
                .orElse(
                        switch (security) {
                            case NONE -> 25;
                            case STARTTLS -> 587;
                            case TLS -> 465;
                        });
        Optional<Credentials> credentials = credentials(section, security);
        Duration timeout =
                section.duration("timeout", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5));
        Optional<Path> caFile = section.text("caFile", "none", "a PEM file").map(Path::of);
        section.rejectUnknown();
        return host.map(name -> new Smtp(name, port, security, credentials, timeout, caFile));
    }

    private static Optional<Credentials> credentials(Section section, Security security) {
        Optional<String> user = section.text("user", "none", "text");
        Optional<String> password = section.text("password", "none", "text, better ${NAME}");
        Optional<String> file = section.text("passwordFile", "none", "a file");
        Optional<Secret> secret =
                password.map(Secret::of).or(() -> file.map(Path::of).map(Secret::in));
        if (password.isPresent() && file.isPresent()) {
            section.fault("passwordFile", "password is there too; only one of them");
        }
        if (password.isPresent() && section.isLiteral("password")) {
            section.warn("password", "is written in the file; better password: ${SMTP_PASSWORD}, or passwordFile");
        }
        if (user.isPresent() && secret.isEmpty()) {
            section.missing("password", "user is there; give password: ${NAME} or passwordFile");
        } else if (user.isEmpty() && secret.isPresent()) {
            section.missing("user", "a password is there");
        }
        if (user.isPresent() && security == Security.NONE) {
            section.warn("security", "none sends the password in the clear");
        }
        return user.flatMap(name -> secret.map(word -> new Credentials(name, word)));
    }
}
