package io.dogwatch.web.security;

import io.dogwatch.auth.AddressRange;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client address and cookies of a request. Trusts forwarding headers only from configured proxies. Immutable. */
record RequestOrigin(List<AddressRange> proxies) {

    private static final String SESSION = "dogwatch";

    /** Browsers accept cookies with this prefix only over HTTPS and only from this host. */
    private static final String PREFIX = "__Host-";

    private static final String STATE = "dogwatch-login";

    RequestOrigin {
        proxies = List.copyOf(proxies);
    }

    /** Returns the client address, as far as proxies are trusted. */
    String address(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        List<String> forwarded = Stream.of(Optional.ofNullable(request.getHeader("X-Forwarded-For"))
                        .orElse("")
                        .split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()
                .reversed();
        for (String before : forwarded) {
            if (!isProxy(address)) {
                return address;
            }
            address = before;
        }
        return address;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || (isProxy(request.getRemoteAddr())
                        && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
    }

    Optional<String> session(HttpServletRequest request) {
        return cookie(request, sessionName(isSecure(request)));
    }

    /** Returns the state of a pending login at an OpenID provider. */
    Optional<String> state(HttpServletRequest request) {
        return cookie(request, STATE);
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    private static String sessionName(boolean isSecure) {
        return isSecure ? PREFIX + SESSION : SESSION;
    }

    NewCookie sessionCookie(HttpServletRequest request, String id, Duration age) {
        return cookie(sessionName(isSecure(request)), id, age, "/", NewCookie.SameSite.STRICT, isSecure(request));
    }

    /** Creates the state cookie; lax, because the browser returns from the site of the provider. */
    NewCookie stateCookie(HttpServletRequest request, String state, Duration age) {
        return cookie(STATE, state, age, "/login", NewCookie.SameSite.LAX, isSecure(request));
    }

    private static NewCookie cookie(
            String name, String value, Duration age, String path, NewCookie.SameSite sameSite, boolean isSecure) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(Math.toIntExact(age.toSeconds()))
                .httpOnly(true)
                .secure(isSecure)
                .sameSite(sameSite)
                .build();
    }

    /** Returns the path if it is a local redirect target, otherwise the path of the overview. */
    static String local(String to) {
        boolean isPath = to.matches("/(?:[A-Za-z0-9._~!$&'()*+,;=:@?/-]|%[0-9A-Fa-f]{2})*");
        return isPath && !to.startsWith("//") && !to.startsWith("/login") ? to : "/";
    }
}
