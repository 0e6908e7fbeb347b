package io.dogwatch.access;

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
public record AccessSettings(
        List<User> users,
        List<Token> tokens,
        Sessions.Span session,
        Optional<OidcSettings> oidc,
        boolean open,
        List<AddressRange> proxies,
        List<String> names) {

    /** Nobody has to log in, and nobody but this machine reaches it. */
    public static final AccessSettings DEFAULT = new AccessSettings(
            List.of(), List.of(), Sessions.Span.DEFAULT, Optional.empty(), false, List.of(), List.of());

    public AccessSettings {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        proxies = List.copyOf(proxies);
        names = List.copyOf(names);
    }

    /** Whether anybody has to log in. */
    public boolean isGuarded() {
        return !users.isEmpty() || !tokens.isEmpty() || oidc.isPresent();
    }
}
