package io.dogwatch.web.page;

import java.util.List;
import java.util.Optional;

/** Actions available on the pages. Each one asks for confirmation. */
public enum PageAction {
    RESTART(
            "restart",
            "Restart",
            "Saves evidence, then restarts the container. The same rules and budgets apply as to automatic restarts and can reject the request."),
    RELEASE(
            "release",
            "Release",
            "Ends the quarantine and resets the restart budget. Dogwatch restarts the container again if it keeps failing."),
    ACK(
            "ack",
            "Acknowledge",
            "Acknowledges the incident: reminders and escalation stop. Dogwatch still restarts the container if necessary."),
    SILENCE("silence", "Silence", "Mutes notifications. Checks and restarts continue. Expires automatically."),
    MAINTENANCE(
            "maintenance",
            "Maintenance",
            "Blocks restarts and mutes notifications. Checks continue. Expires automatically."),
    PAUSE(
            "pause",
            "Pause monitoring",
            "Pauses monitoring: no checks, restarts or notifications. Expires automatically."),
    RESUME("resume", "Resume monitoring", "Resumes monitoring immediately, starting from zero."),
    END("expire", "Expire", "Ends it now. The record is kept."),
    DISABLE_RESTARTS(
            "disable-restarts",
            "Disable restarts",
            "No container is restarted on any host until restarts are enabled again. Checks and notifications continue."),
    ENABLE_RESTARTS("enable-restarts", "Enable restarts", "Dogwatch restarts failing containers again."),
    TEST_MAIL("test-mail", "Send a test mail", "Sends a test mail now and shows each server's response.");

    private final String word;
    private final String title;
    private final String meaning;

    PageAction(String word, String title, String meaning) {
        this.word = word;
        this.title = title;
        this.meaning = meaning;
    }

    static Optional<PageAction> of(String word) {
        return List.of(values()).stream().filter(act -> act.word.equals(word)).findFirst();
    }

    /** Returns the name in the path. */
    public String getWord() {
        return word;
    }

    /** Returns the label of the button. */
    public String getTitle() {
        return title;
    }

    /** Returns a description for the confirmation form. */
    public String getMeaning() {
        return meaning;
    }

    /** Returns whether it creates a silence. */
    public boolean isOrder() {
        return this == SILENCE || this == MAINTENANCE || this == PAUSE;
    }

    /** Returns whether it requires the role admin. */
    boolean isForAdmins() {
        return this == DISABLE_RESTARTS || this == ENABLE_RESTARTS;
    }
}
