package io.dogwatch.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.auth.AuthService.Attempt;
import io.dogwatch.auth.AuthService.Attempt.Entered;
import io.dogwatch.auth.AuthService.Attempt.Refused;
import io.dogwatch.auth.AuthService.Attempt.TooSoon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is let in, for how long, and how often one may guess. */
class AuthServiceTest {

    private static final PasswordHash RIGHT = PasswordHash.of("right");
    private static final User ANNA = new User("anna", Role.OPERATOR, Optional.of(RIGHT));
    private static final String HERE = "192.0.2.1";

    private Instant now = Instant.parse("2026-11-24T06:00:00Z");
    private AuthSettings settings = with(List.of(ANNA), List.of());
    private final AuthService access = new AuthService(() -> settings, () -> now);

    private static AuthSettings with(List<User> users, List<Token> tokens) {
        return new AuthSettings(users, tokens, Sessions.Span.DEFAULT, Optional.empty(), false, List.of(), List.of());
    }

    private String enter() {
        return ((Entered) access.login("anna", "right", HERE)).session();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void thePasswordBeginsASessionOfItsUser() {
        Caller caller = access.bySession(enter()).orElseThrow();

        assertThat(caller.name()).isEqualTo("anna");
        assertThat(caller.role()).hasValue(Role.OPERATOR);
        assertThat(caller.isKnown()).isTrue();
        assertThat(caller.wrote(caller.csrf())).isTrue();
    }

    @Test
    void noTwoSessionsShareTheirIdOrTheWordOfTheirForms() {
        String one = enter();
        String other = enter();

        assertThat(one).isNotEqualTo(other).hasSize(43);
        assertThat(access.bySession(one).orElseThrow().csrf())
                .isNotEqualTo(access.bySession(other).orElseThrow().csrf());
    }

    @Test
    void whoOnlyListensIsIdle() {
        String session = enter();
        pass(Duration.ofHours(11));
        assertThat(access.byIdleSession(session)).isEqualTo(access.bySession(session));
        pass(Duration.ofHours(11));
        assertThat(access.byIdleSession(session)).isPresent();
        pass(Duration.ofHours(1));

        assertThat(access.byIdleSession(session)).isEmpty();
        assertThat(access.bySession(session)).isEmpty();
    }

    @Test
    void aSessionEndsWhenItIsIdleForTooLong() {
        String session = enter();
        pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(access.bySession(session)).isPresent();
        pass(Duration.ofHours(12).minusSeconds(1));
        assertThat(access.bySession(session)).isPresent();
        pass(Duration.ofHours(12));
        assertThat(access.bySession(session)).isEmpty();
    }

    @Test
    void aSessionEndsAfterAWeekHoweverBusyItIs() {
        String session = enter();
        for (int hours = 6; hours < 7 * 24; hours += 6) {
            pass(Duration.ofHours(6));
            assertThat(access.bySession(session)).isPresent();
        }
        pass(Duration.ofHours(6));

        assertThat(access.bySession(session)).isEmpty();
    }

    @Test
    void leavingEndsTheSessionAndNoOther() {
        String one = enter();
        String other = enter();

        access.leave(one);

        assertThat(access.bySession(one)).isEmpty();
        assertThat(access.bySession(other)).isPresent();
    }

    @Test
    void anotherPasswordAnotherRoleOrNoUserAnyMoreEndsTheSessionsImmediately() {
        for (List<User> changed : List.of(
                List.of(new User("anna", Role.OPERATOR, Optional.of(PasswordHash.of("right")))),
                List.of(new User("anna", Role.VIEWER, Optional.of(RIGHT))),
                List.<User>of())) {
            settings = with(List.of(ANNA), List.of());
            String session = enter();
            assertThat(access.bySession(session)).isPresent();

            settings = with(changed, List.of(new Token("t", Token.hash("x"), Role.VIEWER, Optional.empty())));

            assertThat(access.bySession(session)).as("%s", changed).isEmpty();
        }
    }

    @Test
    void anInvalidSessionHasNoUser() {
        assertThat(access.bySession("")).isEmpty();
        assertThat(access.bySession("x".repeat(43))).isEmpty();
        assertThat(access.anybody()).isEqualTo(Caller.ANONYMOUS);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
        assertThat(access.login("anna", "wrong", HERE)).isEqualTo(new Refused());
        assertThat(access.login("eve", "right", HERE)).isEqualTo(new Refused());
        assertThat(access.login("", "", HERE)).isEqualTo(new Refused());
    }

    @Test
    void tenWrongPasswordsAreFreeAndThenOneAddressWaitsLongerAndLonger() {
        for (int i = 0; i < 10; i++) {
            assertThat(access.login("name" + i, "wrong", HERE)).isEqualTo(new Refused());
        }
        assertThat(access.login("anna", "wrong", HERE)).isEqualTo(new Refused());
        assertThat(access.login("anna", "right", HERE)).isEqualTo(new TooSoon(Duration.ofSeconds(1)));
        pass(Duration.ofSeconds(1));
        assertThat(access.login("anna", "wrong", HERE)).isEqualTo(new Refused());
        assertThat(access.login("anna", "right", HERE)).isEqualTo(new TooSoon(Duration.ofSeconds(2)));
        assertThat(access.login("anna", "right", "192.0.2.2")).isInstanceOf(Entered.class);
        pass(Duration.ofMillis(1999));
        assertThat(access.login("anna", "right", HERE)).isEqualTo(new TooSoon(Duration.ofMillis(1)));
        pass(Duration.ofMillis(1));
        assertThat(access.login("anna", "right", HERE)).isInstanceOf(Entered.class);
    }

    @Test
    void whoeverGuessesOneNameFromManyPlacesIsSlowedAndItsOwnerWaitsHalfAMinuteAtMost() {
        int looked = 0;
        for (int i = 0; i < 600; i++) {
            looked += access.login("anna", "wrong", "198.51.100." + i) instanceof Refused ? 1 : 0;
            pass(Duration.ofSeconds(1));
        }

        assertThat(looked).isBetween(30, 50);
        Attempt attempt = access.login("anna", "right", HERE);
        if (attempt instanceof TooSoon(Duration left)) {
            assertThat(left).isLessThanOrEqualTo(Duration.ofSeconds(30));
            pass(left);
            attempt = access.login("anna", "right", HERE);
        }
        assertThat(attempt).isInstanceOf(Entered.class);
    }

    @Test
    void aQuarterOfAnHourLaterItIsForgotten() {
        for (int i = 0; i < 11; i++) {
            access.login("eve", "wrong", HERE);
        }
        assertThat(access.login("eve", "wrong", HERE)).isInstanceOf(TooSoon.class);
        pass(Duration.ofMinutes(15));

        assertThat(access.login("anna", "right", HERE)).isInstanceOf(Entered.class);
    }

    @Test
    void aTokenIsKnownByItsHashUntilItsDayIsOver() {
        String token = Token.random();
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        settings = with(List.of(), List.of(new Token("prometheus", Token.hash(token), Role.VIEWER, Optional.of(end))));

        assertThat(access.byToken(token)).hasValueSatisfying(caller -> {
            assertThat(caller.name()).isEqualTo("prometheus");
            assertThat(caller.role()).hasValue(Role.VIEWER);
            assertThat(caller.wrote("")).isFalse();
        });
        assertThat(access.byToken(token + "x")).isEmpty();
        assertThat(access.byToken(Token.hash(token))).isEmpty();
        assertThat(access.byToken("")).isEmpty();
        now = end.minusSeconds(1);
        assertThat(access.byToken(token)).isPresent();
        now = end;
        assertThat(access.byToken(token)).isEmpty();
    }

    @Test
    void withoutUsersEveryCallerIsLocal() {
        settings = AuthSettings.DEFAULT;

        assertThat(access.anybody().name()).isEqualTo("local");
        assertThat(access.anybody().may(Role.ADMIN)).isTrue();
        assertThat(access.anybody().isKnown()).isFalse();
    }

    @Test
    void aRemovedTokenOrUserLosesAccessImmediately() {
        Token robot = new Token("robot", Token.hash("dgw_secret"), Role.VIEWER, Optional.empty());
        settings = with(List.of(ANNA), List.of(robot));
        String session = enter();
        assertThat(access.byToken("dgw_secret")).isPresent();

        User bert = new User("bert", Role.ADMIN, Optional.of(RIGHT));
        settings = settings.following(with(List.of(bert), List.of()));

        assertThat(access.byToken("dgw_secret")).isEmpty();
        assertThat(access.bySession(session)).isEmpty();
        assertThat(access.login("bert", "right", HERE)).isInstanceOf(Entered.class);
    }

    @Test
    void theLoginRequirementIsFixedWhenThePortsOpen() {
        AuthSettings users = with(List.of(ANNA), List.of());

        assertThat(users.following(AuthSettings.DEFAULT)).isEqualTo(users);
        assertThat(AuthSettings.DEFAULT.following(users)).isEqualTo(AuthSettings.DEFAULT);
    }
}
