package io.dogwatch.config;

import io.dogwatch.model.Severity;
import io.dogwatch.model.Tls;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what a secured connection's certificate must be like. */
final class TlsReader {

    private static final int MAX_DAYS = 3650;

    private TlsReader() {}

    /** @param secured whether the check asks for TLS; what is written about it in vain is reported */
    static Optional<Tls> read(ConfigSection section, Severity severity, boolean secured, String how) {
        boolean verify = section.flag("verifyCertificate", true);
        Optional<String> name = section.text("serverName", "the address", "a name");
        if (name.isPresent() && !name.get().matches("[A-Za-z0-9._:-]{1,253}")) {
            section.fault("serverName", "invalid server name " + UnknownKeyMessage.quote(name.get()));
        }
        Optional<Path> ca = section.file("ca");
        if (ca.isPresent() && section.isLabel("ca")) {
            section.fault("ca", "is not allowed in a label; only the configuration file can name a CA file");
        } else {
            ca.flatMap(PemFile::fault).ifPresent(why -> section.fault("ca", why));
        }
        int minValidityDays = section.number("minValidityDays", 0, 0, MAX_DAYS);
        if (minValidityDays > 0 && severity == Severity.CRITICAL) {
            section.warn(
                    "minValidityDays",
                    "a restart does not renew a certificate; use a separate check with severity: warn");
        }
        if (secured) {
            return Optional.of(new Tls(verify, name, ca.map(Path::toString), minValidityDays));
        }
        for (String key : new String[] {"serverName", "ca", "minValidityDays"}) {
            if (section.has(key)) {
                section.fault(key, "requires TLS; set " + how);
            }
        }
        return Optional.empty();
    }
}
