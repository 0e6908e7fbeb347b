package io.dogwatch.auth;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An OpenID provider.
 *
 * @param issuer with {@code /.well-known/openid-configuration} below it
 * @param publicUrl Dogwatch's address in browsers, with a slash at its end
 * @param usernameClaim claim of the ID token with the user name for the audit
 * @param rolesClaim claim of the ID token with a text or a list of texts; dots select nested claims, as in {@code
 *     realm_access.roles}
 * @param roles the texts that grant each role
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
