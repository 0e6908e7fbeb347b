package io.dogwatch.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * An OpenID provider on a loopback port that keeps to the protocol: its page logs everybody in as anna, and its token endpoint
 * gives a signed ID token for a code, once, to whoever knows the client's secret and the verifier of the challenge.
 */
public final class FakeProvider implements AutoCloseable {

    public static final String CLIENT = "dogwatch";
    public static final String SECRET = "s3cret:/ü";

    /** What the tokens claim beside who, for whom and when; to be changed by a test. */
    public volatile Map<String, Object> claims =
            Map.of("preferred_username", "anna", "groups", List.of("staff", "ops"));

    /** What becomes of each token's claims; to be changed by a test. */
    public volatile UnaryOperator<JWTClaimsSet.Builder> forger = UnaryOperator.identity();

    /** What signs the tokens; to be changed by a test. */
    public volatile RSAKey key;

    private record Grant(String nonce, String challenge, String redirect) {}

    private final HttpServer server;
    private final RSAKey published;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    public FakeProvider() throws IOException, JOSEException {
        published = newKey();
        key = published;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
                """.formatted(issuer())));
        server.createContext(
                "/keys", exchange -> answer(exchange, 200, new JWKSet(published.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public static RSAKey newKey() throws JOSEException {
        return new RSAKeyGenerator(2048).keyID("key").generate();
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How Dogwatch is configured for it. */
    public OidcSettings settings(URI publicUrl) {
        return new OidcSettings(
                issuer(),
                CLIENT,
                SECRET,
                publicUrl,
                List.of("openid", "profile"),
                "preferred_username",
                "groups",
                Map.of(Role.VIEWER, Set.of("staff"), Role.OPERATOR, Set.of("ops")));
    }

    private static String first(Map<String, List<String>> asked, String key) {
        return Optional.ofNullable(asked.get(key)).map(List::getFirst).orElse("");
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, List<String>> asked =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        boolean isGood = first(asked, "response_type").equals("code")
                && first(asked, "client_id").equals(CLIENT)
                && first(asked, "code_challenge_method").equals("S256")
                && first(asked, "scope").contains("openid");
        if (!isGood) {
            answer(exchange, 400, "");
            return;
        }
        String code = UUID.randomUUID().toString();
        String redirect = first(asked, "redirect_uri");
        grants.put(code, new Grant(first(asked, "nonce"), first(asked, "code_challenge"), redirect));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        redirect + "?"
                                + URLUtils.serializeParameters(
                                        Map.of("code", List.of(code), "state", List.of(first(asked, "state")))));
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, List<String>> asked =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = grants.remove(first(asked, "code"));
        String proof = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(first(asked, "code_verifier")))
                .getValue();
        if (grant == null
                || !isClient(exchange)
                || !grant.challenge().equals(proof)
                || !first(asked, "redirect_uri").equals(grant.redirect())) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, """
                {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}
                """.formatted(signed(grant.nonce())));
    }

    /** RFC 6749, 2.3.1: both are encoded as in forms first. */
    private static boolean isClient(HttpExchange exchange) {
        String right = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String basic = Base64.getEncoder().encodeToString(right.getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(("Basic " + basic)::equals)
                .isPresent();
    }

    private String signed(String nonce) throws IOException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject("1234")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce);
        claims.forEach(token::claim);
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key").build(),
                    forger.apply(token).build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
