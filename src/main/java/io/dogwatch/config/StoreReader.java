package io.dogwatch.config;

import io.dogwatch.journal.PostgresAddress;
import io.dogwatch.journal.PostgresAddress.Password;
import io.dogwatch.notify.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where is kept what must survive, and for how long. */
final class StoreReader {

    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MAX = Duration.ofDays(3650);

    /** Hosts, a database, and the driver's own parameters. */
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://[^/?\\s@]{1,500}/[^/?\\s]{1,63}(\\?\\S{0,500})?");

    private static final Pattern SECRET = Pattern.compile("[?&](user|password|sslpassword)=", Pattern.CASE_INSENSITIVE);

    private StoreReader() {}

    static StoreSettings read(ConfigSection section) {
        StoreSettings standard = StoreSettings.DEFAULT;
        StoreSettings store = new StoreSettings(
                section.file("dataDir", standard.dataDir()),
                postgres(section),
                section.duration("retention", standard.retention(), LEAST, MAX),
                section.read(
                                "retentionSize",
                                Quantities.sizeText(standard.retentionSize()),
                                ValueParser.largeSize(10L << 20, 1L << 40))
                        .orElse(standard.retentionSize()),
                section.duration("historyRetention", standard.historyRetention(), LEAST, MAX));
        section.rejectUnknown();
        return store;
    }

    private static Optional<PostgresAddress> postgres(ConfigSection section) {
        Optional<String> url = section.text("url", "none", "jdbc:postgresql://host/database");
        Optional<String> user = section.text("user", "dogwatch", "text");
        Optional<Secret> password = SecretReader.lasting(section, "password");
        if (url.isEmpty()) {
            if (user.isPresent() || section.has("password") || section.has("passwordFile")) {
                section.missing("url", "a " + (user.isPresent() ? "user" : "password") + " is set");
            }
            return Optional.empty();
        }
        if (SECRET.matcher(url.get()).find()) {
            section.fault(
                    "url",
                    "must not contain a user or a password; use store.user, and store.password or store.passwordFile");
            return Optional.empty();
        }
        if (!URL.matcher(url.get()).matches()) {
            section.fault(
                    "url",
                    "invalid address " + UnknownKeyMessage.quote(url.get())
                            + "; allowed: an address such as jdbc:postgresql://db/dogwatch");
            return Optional.empty();
        }
        return Optional.of(new PostgresAddress(
                url.get(),
                user.orElse("dogwatch"),
                password.<Password>map(secret -> secret::read).orElse(Password.NONE)));
    }
}
