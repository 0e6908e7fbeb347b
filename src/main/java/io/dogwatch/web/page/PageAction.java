package io.dogwatch.web.page;

import java.util.List;
import java.util.Optional;

/** What a person can do on the pages. Each is asked about before it is done. */
public enum PageAction {
    RESTART(
            "restart",
            "Restart",
            "Evidence is saved first. The restart goes through the same rules and budgets as Dogwatch's own, which may refuse it."),
    RELEASE(
            "release",
            "Release",
            "Its quarantine ends, its budget begins anew, and Dogwatch restarts it again if it goes on failing."),
    ACK(
            "ack",
            "Acknowledge",
            "You look after it: nobody is reminded of this incident any more, and nobody else is called. What Dogwatch does about the"
                    + " container stays the same."),
    SILENCE(
            "silence",
            "Silence",
            "Nobody is told for a while. What fails is still watched, and restarted when it has to be."),
    MAINTENANCE(
            "maintenance", "Maintenance", "Nothing is restarted for a while, and nobody is told. It ends by itself."),
    PAUSE(
            "pause",
            "Pause watching",
            "It is left unwatched for a while: nothing is probed, judged or restarted, and nobody is told. It ends by itself."),
    RESUME("resume", "Resume watching", "It is watched again at once, from a fresh start."),
    END("expire", "Expire", "It expires now. Its record is kept."),
    DISABLE_RESTARTS(
            "disable-restarts",
            "Disable restarts",
            "No container is restarted on any host until restarts are enabled again. Checks and notifications continue."),
    ENABLE_RESTARTS("enable-restarts", "Enable restarts", "Dogwatch restarts failing containers again."),
    TEST_MAIL("test-mail", "Send a test mail", "A letter goes out now, and you see what each mail server answers.");

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

    /** In its address. */
    public String getWord() {
        return word;
    }

    /** On its button. */
    public String getTitle() {
        return title;
    }

    /** What it does, for the person who is about to do it. */
    public String getMeaning() {
        return meaning;
    }

    /** Whether it makes a window. */
    public boolean isOrder() {
        return this == SILENCE || this == MAINTENANCE || this == PAUSE;
    }

    /** Whether only an admin may do it. */
    boolean isForAdmins() {
        return this == DISABLE_RESTARTS || this == ENABLE_RESTARTS;
    }
}
