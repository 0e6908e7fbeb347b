package io.dogwatch.auth;

import java.util.List;
import java.util.Optional;

/**
 * Who may come in.
 *
 * @param users who log in with a password
 * @param tokens of programs
 * @param oidc who vouches for further users; empty for nobody
 * @param open whether nobody has to log in although others than this machine may reach Dogwatch
 * @param proxies whose word about the client's address and scheme is believed
 * @param names by which people reach Dogwatch, beside those that it knows from elsewhere
 */
public record AuthSettings(
        List<User> users,
        List<Token> tokens,
        Sessions.Span session,
        Optional<OidcSettings> oidc,
        boolean open,
        List<AddressRange> proxies,
        List<String> names) {

    /** Nobody has to log in, and nobody but this machine reaches it. */
    public static final AuthSettings DEFAULT = new AuthSettings(
            List.of(), List.of(), Sessions.Span.DEFAULT, Optional.empty(), false, List.of(), List.of());

    public AuthSettings {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        proxies = List.copyOf(proxies);
        names = List.copyOf(names);
    }

    /** Whether anybody has to log in. */
    public boolean isGuarded() {
        return !users.isEmpty() || !tokens.isEmpty() || oidc.isPresent();
    }

    /**
     * What holds while Dogwatch runs on with these and others are wanted: their users, tokens and lengths of logins. The provider,
     * proxies and names are asked for when it starts; and whether anybody has to log in was weighed against the ports that are
     * open, so that it stays as it is, with the users of these if need be.
     */
    public AuthSettings following(AuthSettings wanted) {
        AuthSettings next = new AuthSettings(wanted.users, wanted.tokens, wanted.session, oidc, open, proxies, names);
        return next.isGuarded() == isGuarded() ? next : this;
    }
}
