package io.dogwatch.config;

import io.dogwatch.auth.OidcSettings;
import io.dogwatch.auth.Role;
import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which OpenID provider vouches for users. Never quotes the secret. */
final class OidcReader {

    private static final String STANDARD_SCOPES = "openid profile email";

    /** Plain http exposes every token on the network, so it is only allowed for a provider on this machine. */
    private static final ValueParser<URI> ADDRESS =
            new ValueParser<>("an address such as https://id.example.org/", text -> {
                try {
                    URI address = URI.create(text);
                    boolean isHere =
                            List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(address.getHost()));
                    boolean isGood = address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawQuery() == null
                            && address.getRawFragment() == null
                            && ("https".equals(address.getScheme()) || (isHere && "http".equals(address.getScheme())));
                    return isGood ? new Meaning<>(address) : refusal(text);
                } catch (IllegalArgumentException e) {
                    return refusal(text);
                }
            });

    private OidcReader() {}

    private static Refusal<URI> refusal(String text) {
        return new Refusal<>("invalid address " + UnknownKeyMessage.quote(text)
                + "; allowed: an https address such as https://id.example.org/, without user, query and fragment;"
                + " http is only allowed for this machine");
    }

    static Optional<OidcSettings> read(ConfigSection section, boolean isThere) {
        Optional<URI> issuer = section.read("issuer", "required", ADDRESS);
        Optional<String> id = section.text("clientId", "required", "text");
        Optional<String> secret = SecretReader.read(section, "clientSecret", false);
        Optional<URI> publicUrl = section.read("publicUrl", "required", ADDRESS);
        List<String> scopes = scopes(section);
        String username = section.text("usernameClaim", "preferred_username");
        String claim = section.text("rolesClaim", "groups");
        Map<Role, Set<String>> roles = roles(section.section("roles", "roles of the provider"));
        if (isThere) {
            require(section, "issuer", "allowed: an address such as https://id.example.org/");
            require(section, "clientId", "allowed: the client ID registered with the provider");
            require(
                    section,
                    "publicUrl",
                    "allowed: the address of Dogwatch for browsers, such as https://dogwatch.example.org/");
            if (!section.has("clientSecret") && !section.has("clientSecretFile")) {
                section.missing("clientSecret", "set clientSecret: ${NAME} or clientSecretFile");
            }
            if (roles.isEmpty()) {
                section.missing("roles", "allowed: at least one of viewer, operator, admin");
            }
        }
        section.rejectUnknown();
        return isThere && issuer.isPresent() && id.isPresent() && secret.isPresent() && publicUrl.isPresent()
                ? Optional.of(new OidcSettings(
                        issuer.get(), id.get(), secret.get(), slashed(publicUrl.get()), scopes, username, claim, roles))
                : Optional.empty();
    }

    private static void require(ConfigSection section, String key, String range) {
        if (!section.has(key)) {
            section.missing(key, range);
        }
    }

    private static List<String> scopes(ConfigSection section) {
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        List<String> written = section.list("scopes", STANDARD_SCOPES, "words");
        scopes.addAll(written.isEmpty() ? List.of(STANDARD_SCOPES.split(" ")) : written);
        return List.copyOf(scopes);
    }

    private static Map<Role, Set<String>> roles(ConfigSection section) {
        Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            List<String> texts = section.list(role.word(), "none", "texts of the roles claim");
            if (!texts.isEmpty()) {
                roles.put(role, Set.copyOf(texts));
            }
        }
        section.rejectUnknown();
        return roles;
    }

    private static URI slashed(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? address : URI.create(text + "/");
    }
}
