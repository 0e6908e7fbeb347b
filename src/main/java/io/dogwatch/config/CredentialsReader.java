package io.dogwatch.config;

import io.dogwatch.target.HttpCheck.Credentials;
import java.util.Optional;

/** Reads who asks in an {@code http} check: a user with a password, or a token. */
final class CredentialsReader {

    private CredentialsReader() {}

    static Optional<Credentials> read(Section section) {
        Optional<String> user = section.text("username", "none", "a text without a colon");
        Optional<String> password = SecretReader.read(section, "password");
        Optional<String> token = SecretReader.read(section, "token");
        user.filter(name -> name.contains(":"))
                .ifPresent(name -> section.fault("username", "holds a colon, which ends a name in HTTP"));
        if (user.isPresent() && token.isPresent()) {
            section.fault("username", "a token is there too; only one of them");
        }
        if (user.isEmpty() && password.isPresent()) {
            section.missing("username", "whose password it is");
        }
        token.filter(text -> !text.chars().allMatch(c -> c > ' ' && c < 127))
                .ifPresent(
                        text -> section.fault("token", "holds a space, a line end or another character of no token"));
        return user.<Credentials>map(name -> new Credentials.Basic(name, password.orElse("")))
                .or(() -> token.map(Credentials.Bearer::new));
    }
}
