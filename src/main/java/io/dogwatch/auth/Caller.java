package io.dogwatch.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who sends a request, as the filter before all resources has found out. Immutable.
 *
 * <p>A resource takes {@code @Context HttpServletRequest} and asks {@link #of}; which role its method needs it says by
 * {@link RequiresRole}, and need not ask again. Every page knows its caller as {@code caller}: templates show a button where {@code
 * caller.mayOperate()}, and put {@code <@l.csrf/>} into each form that posts to {@code /acts/…}. Who did something, for the
 * audit, is {@link #name()} if the caller {@link #isKnown()}, and never what the request claims.
 *
 * @param name of the user or the token; {@code local} where there are no users, {@code nobody} without a login
 * @param role empty without a login
 * @param csrf what the forms of this caller carry in their field {@value #CSRF}; empty if this caller has no forms
 */
public record Caller(String name, Optional<Role> role, Way way, String csrf) {

    /** How it is known who it is. */
    public enum Way {
        /** It is not: no login is needed here. */
        LOCAL,
        /** By a session, begun with a login on the page. */
        SESSION,
        /** By a bearer token, as programs have it. */
        TOKEN,
        /** It is not, and a login is needed. */
        NONE
    }

    /** Of the form's field with {@link #csrf()}. */
    public static final String CSRF = "csrf";

    /** Below it, and only there, forms are taken from pages. */
    public static final String ACTS = "/acts/";

    public static final Caller ANONYMOUS = new Caller("nobody", Optional.empty(), Way.NONE, "");

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Everybody who reaches a Dogwatch without users. */
    public static Caller local(CsrfTokens seal) {
        return new Caller("local", Optional.of(Role.ADMIN), Way.LOCAL, seal.of("local"));
    }

    /** @throws IllegalStateException if the request has not come through the filter */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("the request has not come through the filter that knows its caller");
    }

    /** For the filter alone. */
    public void sends(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Role needed) {
        return role.filter(has -> has.covers(needed)).isPresent();
    }

    /** For templates. */
    public boolean mayLook() {
        return may(Role.VIEWER);
    }

    /** Of the role; for people. */
    public String word() {
        return role.map(Role::word).orElse("nobody");
    }

    /** For templates. */
    public boolean mayOperate() {
        return may(Role.OPERATOR);
    }

    /** For templates. */
    public boolean mayAdminister() {
        return may(Role.ADMIN);
    }

    /** Whether there is a session that can be ended; for templates. */
    public boolean isLoggedIn() {
        return way == Way.SESSION;
    }

    /** Whether it is certain who this is. */
    public boolean isKnown() {
        return way == Way.SESSION || way == Way.TOKEN;
    }

    /** Whether a form with this in its field {@value #CSRF} stood on a page that this caller was shown. */
    public boolean wrote(String given) {
        return !csrf.isEmpty()
                && MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
