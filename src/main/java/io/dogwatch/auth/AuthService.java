package io.dogwatch.auth;

import io.dogwatch.auth.Caller.Way;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Knows who is who: by session, by token, and at the login by name and password. Thread-safe. */
public final class AuthService {

    /** What becomes of an attempt to log in. */
    public sealed interface Attempt {

        /**
         * Whoever it is is in.
         *
         * @param session the id of the session that begins
         */
        record Entered(User user, String session) implements Attempt {}

        /** A wrong user name or password; the caller does not learn which. */
        record Refused() implements Attempt {}

        /**
         * Too many attempts.
         *
         * @param left until the next one is looked at
         */
        record TooSoon(Duration left) implements Attempt {}
    }

    /** Whoever guesses from one place soon waits for a quarter of an hour. */
    private static final int FREE_OF_ADDRESS = 10;

    private static final Duration MAX_ADDRESS_LENGTH = Duration.ofMinutes(15);

    /**
     * Guesses for one name from many addresses wait less, because a long wait would lock out the owner of the
     * name.
     */
    private static final int FREE_OF_NAME = 20;

    private static final Duration MAX_NAME_LENGTH = Duration.ofSeconds(30);

    /** A hash for unknown names, which makes them take as long as known ones. */
    private static final PasswordHash ANONYMOUS_KEY = PasswordHash.of(Token.random());

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<AuthSettings> settings;
    private final InstantSource clock;
    private final Sessions sessions = new Sessions();
    private final CsrfTokens seal = new CsrfTokens();
    private final LoginThrottle addresses = new LoginThrottle(FREE_OF_ADDRESS, MAX_ADDRESS_LENGTH);
    private final LoginThrottle names = new LoginThrottle(FREE_OF_NAME, MAX_NAME_LENGTH);
    /** A password takes a core for a while, and some of a small heap. */
    private final Semaphore one = new Semaphore(1);

    /** @param settings read for each request: a removed user or a changed password ends a session */
    public AuthService(Supplier<AuthSettings> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public boolean isGuarded() {
        return settings.get().isGuarded();
    }

    /** The anonymous caller: allowed without users, else refused. */
    public Caller anybody() {
        return isGuarded() ? Caller.ANONYMOUS : Caller.local(seal);
    }

    public Optional<Caller> bySession(String id) {
        return known(id, sessions.find(id, settings.get().session(), clock.instant()));
    }

    /** The same, but the session is none the less idle. */
    public Optional<Caller> byIdleSession(String id) {
        return known(id, sessions.peek(id, settings.get().session(), clock.instant()));
    }

    private Optional<Caller> known(String id, Optional<User> whose) {
        AuthSettings now = settings.get();
        return whose.filter(user -> user.password().isPresent()
                        ? now.users().contains(user)
                        : now.oidc().isPresent())
                .map(user -> new Caller(user.name(), Optional.of(user.role()), Way.SESSION, seal.of(id)));
    }

    public Optional<Caller> byToken(String token) {
        byte[] given = Token.hash(token).getBytes(StandardCharsets.US_ASCII);
        Instant now = clock.instant();
        return settings.get().tokens().stream()
                .filter(known -> MessageDigest.isEqual(known.hash().getBytes(StandardCharsets.US_ASCII), given))
                .filter(known -> known.isGood(now))
                .findFirst()
                .map(known -> new Caller(known.name(), Optional.of(known.role()), Way.TOKEN, ""));
    }

    /** @param address the client's address */
    public Attempt login(String name, String password, String address) {
        Instant now = clock.instant();
        Duration wait = longer(addresses.left(address, now), names.left(name, now));
        if (!wait.isZero()) {
            return new Attempt.TooSoon(wait);
        }
        // Counted first: parallel attempts must not be free because none has failed yet.
        addresses.failed(address, now);
        names.failed(name, now);
        Optional<User> user = settings.get().users().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        Optional<Boolean> fits = looked(user.flatMap(User::password).orElse(ANONYMOUS_KEY), password);
        if (fits.isEmpty()) {
            return new Attempt.TooSoon(PATIENCE);
        }
        if (user.isEmpty() || !fits.get()) {
            return new Attempt.Refused();
        }
        addresses.excuse(address);
        names.succeeded(name);
        return enter(user.get());
    }

    /** @return empty if too many others are looked at */
    private Optional<Boolean> looked(PasswordHash hash, String password) {
        try {
            if (!one.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(hash.fits(password));
        } finally {
            one.release();
        }
    }

    /** Begins the session of an authenticated user. */
    public Attempt.Entered enter(User user) {
        return new Attempt.Entered(user, sessions.begin(user, settings.get().session(), clock.instant()));
    }

    public void leave(String session) {
        sessions.end(session);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
