package io.dogwatch.web.security;

import io.dogwatch.web.page.Page;
import java.time.Instant;

/** Login form with the error of the last attempt. */
public final class LoginPage extends Page {

    private final String name;
    private final String to;
    private final String wrong;
    private final boolean hasPasswords;
    private final boolean hasProvider;

    /**
     * @param name the name entered before
     * @param to the path to show after the login
     * @param wrong the error; empty without one
     */
    LoginPage(String name, String to, String wrong, boolean hasPasswords, boolean hasProvider, Instant now) {
        super("login.ftlh", now);
        this.name = name;
        this.to = to;
        this.wrong = wrong;
        this.hasPasswords = hasPasswords;
        this.hasProvider = hasProvider;
    }

    public String getName() {
        return name;
    }

    public String getTo() {
        return to;
    }

    public String getWrong() {
        return wrong;
    }

    public boolean isPasswords() {
        return hasPasswords;
    }

    public boolean isProvider() {
        return hasProvider;
    }

    /**
     * Shown after a login at the provider: browsers send the strict cookie only with navigation that starts on this
     * site.
     */
    public static final class Welcome extends Page {
        private final String to;

        Welcome(String to, Instant now) {
            super("welcome.ftlh", now);
            this.to = to;
        }

        public String getTo() {
            return to;
        }
    }
}
