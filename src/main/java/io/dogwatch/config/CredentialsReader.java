package io.dogwatch.config;

import io.dogwatch.model.HttpCheck.Credentials;
import java.util.Optional;

/** Reads who asks in an {@code http} check: a user with a password, or a token. */
final class CredentialsReader {

    private CredentialsReader() {}

    static Optional<Credentials> read(ConfigSection section) {
        Optional<String> user = section.text("username", "none", "a text without a colon");
        Optional<String> password = SecretReader.read(section, "password");
        Optional<String> token = SecretReader.read(section, "token");
        user.filter(name -> name.contains(":"))
                .ifPresent(name -> section.fault("username", "must not contain a colon"));
        if (user.isPresent() && token.isPresent()) {
            section.fault("username", "conflicts with token; use only one");
        }
        if (user.isEmpty() && password.isPresent()) {
            section.missing("username", "a password is set");
        }
        token.filter(text -> !text.chars().allMatch(c -> c > ' ' && c < 127))
                .ifPresent(
                        text -> section.fault("token", "must contain only printable ASCII characters, without spaces"));
        return user.<Credentials>map(name -> new Credentials.Basic(name, password.orElse("")))
                .or(() -> token.map(Credentials.Bearer::new));
    }
}
