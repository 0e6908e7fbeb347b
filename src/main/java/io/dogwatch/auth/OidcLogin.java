package io.dogwatch.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.dogwatch.model.PlainText;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs in users of an OpenID provider: authorization code flow with PKCE and a nonce. Contacts the provider only
 * for a login, so Dogwatch starts and works without it. Thread-safe.
 */
public final class OidcLogin {

    /** Why it did not work, in words for the person who tried. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String words) {
            super(words);
        }

        Failure(String words, Throwable cause) {
            super(words, cause);
        }
    }

    /**
     * Where the browser is sent.
     *
     * @param state to be kept by the browser until it comes back
     */
    public record Departure(URI to, String state) {}

    /** @param to the originally requested path */
    public record Arrival(User user, String to) {}

    /** Maximum duration of a login at the provider. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int MAX_UNDER_WAY = 1000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_NAME_LENGTH = 100;

    private record Trip(Nonce nonce, CodeVerifier verifier, String to, Instant begun) {}

    private final OidcSettings settings;
    private final InstantSource clock;
    private final Map<String, Trip> trips = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trip> eldest) {
            return size() > MAX_UNDER_WAY;
        }
    };
    private volatile @Nullable OIDCProviderMetadata provider;

    public OidcLogin(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Failure if the provider does not say where its login is */
    public Departure depart(String to) throws Failure {
        State state = new State();
        Trip trip = new Trip(new Nonce(), new CodeVerifier(), to, clock.instant());
        URI there = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        Scope.parse(settings.scopes()),
                        new ClientID(settings.clientId()),
                        settings.redirect())
                .endpointURI(provider().getAuthorizationEndpointURI())
                .state(state)
                .nonce(trip.nonce())
                .codeChallenge(trip.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
        synchronized (trips) {
            trips.put(state.getValue(), trip);
        }
        return new Departure(there, state.getValue());
    }

    /**
     * @param answer the callback address with its query
     * @param kept the browser's copy of {@link Departure#state()}
     * @throws Failure if the provider refused, the response is invalid, or it contains no role
     */
    public Arrival arrive(URI answer, String kept) throws Failure {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(answer);
            String state = Optional.ofNullable(response.getState())
                    .map(State::getValue)
                    .orElse("");
            Trip trip = trip(state, kept);
            if (response.getIssuer() != null && !response.getIssuer().equals(new Issuer(settings.issuer()))) {
                throw new Failure("The answer comes from another provider.");
            }
            if (!response.indicatesSuccess()) {
                String why = Optional.ofNullable(
                                response.toErrorResponse().getErrorObject().getDescription())
                        .orElseGet(() ->
                                response.toErrorResponse().getErrorObject().getCode());
                throw new Failure("The provider refused the login: " + PlainText.line(String.valueOf(why), 200));
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            return new Arrival(user(claims(code, trip)), trip.to());
        } catch (ParseException e) {
            throw new Failure("The answer of the provider cannot be read.", e);
        }
    }

    private Trip trip(String state, String kept) throws Failure {
        Trip trip;
        synchronized (trips) {
            trip = kept.equals(state) ? trips.remove(state) : null;
        }
        if (trip == null || clock.instant().isAfter(trip.begun().plus(PATIENCE))) {
            throw new Failure("This login was not begun in this browser, or has taken too long. Please begin anew.");
        }
        return trip;
    }

    private IDTokenClaimsSet claims(AuthorizationCode code, Trip trip) throws Failure {
        OIDCProviderMetadata known = provider();
        TokenRequest request = new TokenRequest.Builder(
                        known.getTokenEndpointURI(),
                        authentication(known),
                        new AuthorizationCodeGrant(code, settings.redirect(), trip.verifier()))
                .build();
        try {
            HTTPRequest http = request.toHTTPRequest();
            http.setConnectTimeout(ANSWER_MILLIS);
            http.setReadTimeout(ANSWER_MILLIS);
            http.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(http.send());
            if (!response.indicatesSuccess()) {
                throw new Failure("The provider gives no token: "
                        + PlainText.line(
                                String.valueOf(response.toErrorResponse()
                                        .getErrorObject()
                                        .getCode()),
                                200));
            }
            OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
            IDTokenValidator validator = new IDTokenValidator(
                    new Issuer(settings.issuer()),
                    new ClientID(settings.clientId()),
                    algorithm(known),
                    known.getJWKSetURI().toURL(),
                    new DefaultResourceRetriever(ANSWER_MILLIS, ANSWER_MILLIS, MAX_BYTES));
            return validator.validate(tokens.getOIDCTokens().getIDToken(), trip.nonce());
        } catch (ParseException | IOException e) {
            throw new Failure("The provider's token cannot be fetched.", e);
        } catch (BadJOSEException | JOSEException e) {
            throw new Failure("The provider's token is not to be believed.", e);
        }
    }

    private ClientAuthentication authentication(OIDCProviderMetadata known) {
        ClientID id = new ClientID(settings.clientId());
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> methods =
                Optional.ofNullable(known.getTokenEndpointAuthMethods()).orElse(List.of());
        return methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretPost(id, secret)
                : new ClientSecretBasic(id, secret);
    }

    /** Never one with a shared secret, and never none: every provider must know RS256. */
    private static JWSAlgorithm algorithm(OIDCProviderMetadata known) {
        List<JWSAlgorithm> offered =
                Optional.ofNullable(known.getIDTokenJWSAlgs()).orElse(List.of());
        return offered.contains(JWSAlgorithm.RS256)
                ? JWSAlgorithm.RS256
                : offered.stream()
                        .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                        .findFirst()
                        .orElse(JWSAlgorithm.RS256);
    }

    private User user(IDTokenClaimsSet claims) throws Failure {
        Object named = claim(claims, settings.usernameClaim());
        String name = named instanceof String text
                ? PlainText.line(text, MAX_NAME_LENGTH).strip()
                : "";
        if (name.isEmpty()) {
            throw new Failure(
                    "The provider's token does not say who you are: it has no claim " + settings.usernameClaim() + ".");
        }
        List<?> words = claim(claims, settings.rolesClaim()) instanceof List<?> list
                ? list
                : Optional.ofNullable(claim(claims, settings.rolesClaim()))
                        .map(List::of)
                        .orElse(List.of());
        return settings.roles().entrySet().stream()
                .filter(entry -> words.stream().anyMatch(entry.getValue()::contains))
                .map(Map.Entry::getKey)
                .max(Role::compareTo)
                .map(role -> new User(name, role, Optional.empty()))
                .orElseThrow(() -> new Failure(name + " has no role here: none of the texts in the token's claim "
                        + settings.rolesClaim() + " is known."));
    }

    private static @Nullable Object claim(IDTokenClaimsSet claims, String path) {
        Object place = claims.toJSONObject();
        // A name with dots, such as a URL, before dots that lead inwards.
        if (place instanceof Map<?, ?> all && all.containsKey(path)) {
            return all.get(path);
        }
        for (String step : path.split("\\.", -1)) {
            place = place instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return place;
    }

    private OIDCProviderMetadata provider() throws Failure {
        OIDCProviderMetadata known = provider;
        if (known != null) {
            return known;
        }
        try {
            OIDCProviderMetadata asked =
                    OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), ANSWER_MILLIS, ANSWER_MILLIS);
            if (asked.getAuthorizationEndpointURI() == null
                    || asked.getTokenEndpointURI() == null
                    || asked.getJWKSetURI() == null) {
                throw new Failure("The provider's description lacks an endpoint.");
            }
            provider = asked;
            return asked;
        } catch (GeneralException | IOException e) {
            throw new Failure("The provider " + settings.issuer() + " does not answer as one should.", e);
        }
    }
}
