package io.dogwatch.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An OpenID provider whose users may log in.
 *
 * @param issuer whose {@code /.well-known/openid-configuration} says the rest
 * @param publicUrl where browsers reach Dogwatch, with a slash at its end
 * @param usernameClaim of the ID token, with the name by which the audit knows the user
 * @param rolesClaim of the ID token, with a text or a list of texts; dots lead inwards, as in {@code realm_access.roles}
 * @param roles which of those texts make which role
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        URI publicUrl,
        List<String> scopes,
        String usernameClaim,
        String rolesClaim,
        Map<Role, Set<String>> roles) {

    /** Below {@link #publicUrl()}; where the provider sends browsers back to. */
    public static final String BACK = "login/oidc/back";

    public OidcSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    public URI redirect() {
        return publicUrl.resolve(BACK);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
