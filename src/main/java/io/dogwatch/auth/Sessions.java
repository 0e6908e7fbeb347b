package io.dogwatch.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is logged in on the page. In memory only: a restart of Dogwatch ends all sessions. Only hashes of their ids are kept, so
 * that no dump of the memory is a key. Thread-safe.
 */
public final class Sessions {

    /**
     * How long a login lasts.
     *
     * @param idleTimeout without any request; 1 min to 30 d, default 12 h
     * @param maxLifetime in any case; 1 min to 90 d, default 7 d
     */
    public record Span(Duration idleTimeout, Duration maxLifetime) {
        public static final Span DEFAULT = new Span(Duration.ofHours(12), Duration.ofDays(7));
    }

    /** Limits memory only: beginning a session requires a password. */
    private static final int MAX = 1000;

    private static final int ID_BYTES = 32;

    private record Session(User user, Instant begun, Instant seen) {}

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** @return its id, which its browser shows from now on */
    public String begin(User user, Span span, Instant now) {
        sessions.values().removeIf(session -> isOver(session, span, now));
        while (sessions.size() >= MAX) {
            sessions.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().seen()))
                    .ifPresent(oldest -> sessions.remove(oldest.getKey()));
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(Token.sha256(id), new Session(user, now, now));
        return id;
    }

    /** Whose session it is, if it is not over; it is then not idle. */
    public Optional<User> find(String id, Span span, Instant now) {
        Session seen = sessions.computeIfPresent(
                Token.sha256(id),
                (any, session) ->
                        isOver(session, span, now) ? null : new Session(session.user(), session.begun(), now));
        return Optional.ofNullable(seen).map(Session::user);
    }

    /** The same, but it stays as idle as it is. */
    public Optional<User> peek(String id, Span span, Instant now) {
        return Optional.ofNullable(sessions.get(Token.sha256(id)))
                .filter(session -> !isOver(session, span, now))
                .map(Session::user);
    }

    public void end(String id) {
        sessions.remove(Token.sha256(id));
    }

    private static boolean isOver(Session session, Span span, Instant now) {
        return !now.isBefore(session.begun().plus(span.maxLifetime()))
                || !now.isBefore(session.seen().plus(span.idleTimeout()));
    }
}
