package io.dogwatch.config;

import io.dogwatch.auth.AddressRange;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.OidcSettings;
import io.dogwatch.auth.PasswordHash;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.Sessions;
import io.dogwatch.auth.Token;
import io.dogwatch.auth.User;
import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code auth}: users, tokens, sessions and the OpenID provider. Its errors never quote a hash. */
final class AuthReader {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** As others see it in the audit. */
    private static final ValueParser<String> NAME = new ValueParser<>(
            "a name",
            text -> text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}")
                    ? new Meaning<>(text)
                    : new Refusal<>("invalid name " + UnknownKeyMessage.quote(text)
                            + "; allowed: up to 100 letters, digits and the characters . _ @ + -"));

    private static final ValueParser<Instant> DATE = new ValueParser<>("a date such as 2027-01-31", text -> {
        try {
            return new Meaning<>(LocalDate.parse(text)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return new Refusal<>(
                    "invalid date " + UnknownKeyMessage.quote(text) + "; allowed: a date such as 2027-01-31");
        }
    });

    private static final ValueParser<AddressRange> RANGE = new ValueParser<>(
            "addresses such as 172.18.0.0/16",
            text -> AddressRange.read(text)
                    .<ValueParser.Answer<AddressRange>>map(Meaning::new)
                    .orElseGet(() -> new Refusal<>("invalid address " + UnknownKeyMessage.quote(text)
                            + "; allowed: an address or a range such as 172.18.0.0/16")));

    private static final ValueParser<String> HOST = new ValueParser<>(
            "host names",
            text -> text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
                    ? new Meaning<>(text.toLowerCase(Locale.ROOT))
                    : new Refusal<>("invalid host name " + UnknownKeyMessage.quote(text)
                            + "; allowed: a name such as dogwatch.example.org, without scheme and port"));

    private AuthReader() {}

    static AuthSettings read(ConfigSection section) {
        List<User> users = users(section);
        List<Token> tokens = tokens(section, users);
        Optional<OidcSettings> oidc = OidcReader.read(section.section("oidc", "OpenID provider"), section.has("oidc"));
        boolean open = section.flag("open", false);
        AuthSettings settings = new AuthSettings(
                users,
                tokens,
                session(section.section("session", "session")),
                oidc,
                open,
                section.times("trustedProxies", RANGE),
                section.times("names", HOST));
        if (open && (section.has("users") || section.has("tokens") || section.has("oidc"))) {
            section.fault(
                    "open", "conflicts with users, tokens and oidc, which require a login; remove open or these keys");
        } else if (open) {
            section.warn(
                    "open",
                    "every client that reaches the port can restart containers and read logs; define users instead");
        } else if (!tokens.isEmpty() && users.isEmpty() && oidc.isEmpty()) {
            section.warn("tokens", "a token cannot log in to the web page; define users or oidc too");
        }
        section.rejectUnknown();
        return settings;
    }

    private static List<User> users(ConfigSection section) {
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigSection one : section.sections("users", "user", "")) {
            Optional<String> name = name(one, names);
            Optional<PasswordHash> password = password(one);
            Optional<Role> role = role(one);
            one.rejectUnknown();
            if (name.isPresent() && password.isPresent() && role.isPresent()) {
                users.add(new User(name.get(), role.get(), password));
            }
        }
        return users;
    }

    private static Optional<String> name(ConfigSection one, Set<String> names) {
        Optional<String> name = one.read("name", "required", NAME);
        if (!one.has("name")) {
            one.missing("name", "allowed: up to 100 letters, digits and the characters . _ @ + -");
        }
        name.filter(text -> !names.add(text))
                .ifPresent(text -> one.fault("name", "duplicate name " + UnknownKeyMessage.quote(text)));
        return name;
    }

    private static Optional<Role> role(ConfigSection one) {
        Optional<Role> role = one.read("role", "required", ValueParser.choice(Role.class));
        if (!one.has("role")) {
            one.missing("role", "allowed: viewer, operator, admin");
        }
        return role;
    }

    private static Optional<PasswordHash> password(ConfigSection one) {
        Optional<String> written = SecretReader.read(one, "password", false);
        Optional<PasswordHash> hash = written.flatMap(PasswordHash::read);
        if (written.isPresent() && hash.isEmpty()) {
            one.fault(
                    one.has("password") ? "password" : "passwordFile",
                    "invalid password hash; allowed: " + PasswordHash.NOTATION);
        } else if (!one.has("password") && !one.has("passwordFile")) {
            one.missing("password", "allowed: " + PasswordHash.NOTATION + ", or passwordFile");
        }
        return hash;
    }

    private static List<Token> tokens(ConfigSection section, List<User> users) {
        List<Token> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        users.forEach(user -> names.add(user.name()));
        for (ConfigSection one : section.sections("tokens", "token", "")) {
            Optional<String> name = name(one, names);
            Optional<String> hash = hash(one);
            Optional<Role> role = role(one);
            Optional<Instant> expires = one.read("expires", "none", DATE);
            one.rejectUnknown();
            if (name.isPresent() && hash.isPresent() && role.isPresent()) {
                tokens.add(new Token(name.get(), hash.get(), role.get(), expires));
            }
        }
        return tokens;
    }

    private static Optional<String> hash(ConfigSection one) {
        Optional<String> written = SecretReader.read(one, "hash", false);
        if (written.isPresent() && !Token.isHash(written.get())) {
            one.fault(one.has("hash") ? "hash" : "hashFile", "invalid token hash; allowed: " + Token.NOTATION);
            return Optional.empty();
        }
        if (!one.has("hash") && !one.has("hashFile")) {
            one.missing("hash", "allowed: " + Token.NOTATION + ", or hashFile");
        }
        return written;
    }

    private static Sessions.Span session(ConfigSection section) {
        Sessions.Span standard = Sessions.Span.DEFAULT;
        Sessions.Span span = new Sessions.Span(
                section.duration("idleTimeout", standard.idleTimeout(), MINUTE, DAY.multipliedBy(30)),
                section.duration("maxLifetime", standard.maxLifetime(), MINUTE, DAY.multipliedBy(90)));
        if (span.idleTimeout().compareTo(span.maxLifetime()) > 0) {
            section.fault(
                    "idleTimeout",
                    "must not exceed maxLifetime (" + Quantities.text(span.maxLifetime()) + "), but is "
                            + Quantities.text(span.idleTimeout()));
        }
        section.rejectUnknown();
        return span;
    }
}
