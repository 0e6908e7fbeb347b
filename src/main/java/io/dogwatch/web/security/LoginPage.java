package io.dogwatch.web.security;

import io.dogwatch.web.page.Page;
import java.time.Instant;

/** Asks who it is, and says what was wrong with the last answer. */
public final class LoginPage extends Page {

    private final String name;
    private final String to;
    private final String wrong;
    private final boolean hasPasswords;
    private final boolean hasProvider;

    /**
     * @param name as it was given before
     * @param to the path to show afterwards
     * @param wrong for people; empty if nothing is
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

    /** After a login elsewhere: only a step that begins on a page of ours carries the strict cookie. */
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
