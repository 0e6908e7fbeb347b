package io.dogwatch.web;

import io.dogwatch.auth.AddressRange;
import io.dogwatch.auth.AuthSettings;
import io.dogwatch.auth.PasswordHash;
import io.dogwatch.auth.Role;
import io.dogwatch.auth.Sessions;
import io.dogwatch.auth.Token;
import io.dogwatch.auth.User;
import java.util.List;
import java.util.Optional;

/** Who may come in: two people, whose password is {@code right}, and two programs. */
public final class Members {

    private Members() {}

    public static final String VIEWER = Token.random();
    public static final String OPERATOR = Token.random();

    public static final AuthSettings ACCESS = new AuthSettings(
            List.of(
                    new User("anna", Role.ADMIN, Optional.of(PasswordHash.of("right"))),
                    new User("vera", Role.VIEWER, Optional.of(PasswordHash.of("right")))),
            List.of(
                    new Token("prometheus", Token.hash(VIEWER), Role.VIEWER, Optional.empty()),
                    new Token("deployer", Token.hash(OPERATOR), Role.OPERATOR, Optional.empty())),
            Sessions.Span.DEFAULT,
            Optional.empty(),
            false,
            List.of(AddressRange.read("127.0.0.1").orElseThrow()),
            List.of("watch.example.org"));
}
