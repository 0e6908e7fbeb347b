package io.dogwatch.auth;

import java.util.List;
import java.util.Optional;

/**
 * Users, tokens and login settings.
 *
 * @param users with a password
 * @param tokens of programs
 * @param oidc the provider of further users; empty for none
 * @param open whether no login is required although other machines may reach Dogwatch
 * @param proxies trusted for the client's address and scheme
 * @param names additional host names of Dogwatch
 */
public record AuthSettings(
        List<User> users,
        List<Token> tokens,
        Sessions.Span session,
        Optional<OidcSettings> oidc,
        boolean open,
        List<AddressRange> proxies,
        List<String> names) {

    /** No login, reachable only from this machine. */
    public static final AuthSettings DEFAULT = new AuthSettings(
            List.of(), List.of(), Sessions.Span.DEFAULT, Optional.empty(), false, List.of(), List.of());

    public AuthSettings {
        users = List.copyOf(users);
        tokens = List.copyOf(tokens);
        proxies = List.copyOf(proxies);
        names = List.copyOf(names);
    }

    /** Whether a login is required. */
    public boolean isGuarded() {
        return !users.isEmpty() || !tokens.isEmpty() || oidc.isPresent();
    }

    /**
     * Combines these settings with new ones at runtime: users, tokens and session lengths change immediately.
     * Provider, proxies and names need a restart. So does the login requirement, because it was validated against
     * the open ports; if it stays, the current users stay with it.
     */
    public AuthSettings following(AuthSettings wanted) {
        AuthSettings next = new AuthSettings(wanted.users, wanted.tokens, wanted.session, oidc, open, proxies, names);
        return next.isGuarded() == isGuarded() ? next : this;
    }
}
