package io.dogwatch.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The sender of a request, as identified by the filter before all resources. Immutable.
 *
 * <p>A resource takes {@code @Context HttpServletRequest} and calls {@link #of}; it declares the role of a method
 * with {@link RequiresRole}. Every page has its caller as {@code caller}: templates show a button if {@code
 * caller.mayOperate()}, and put {@code <@l.csrf/>} into each form that posts to {@code /acts/…}. The audit uses
 * {@link #name()} if the caller {@link #isKnown()}, and never a name from the request.
 *
 * @param name of the user or the token; {@code local} without users, {@code nobody} without a login
 * @param role empty without a login
 * @param csrf the value of the form field {@value #CSRF}; empty if this caller has no forms
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

    /** Whether a form with this value of the field {@value #CSRF} comes from a page shown to this caller. */
    public boolean wrote(String given) {
        return !csrf.isEmpty()
                && MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
