package io.dogwatch.web.page;

import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Confirmation form of an action, and its result. */
public final class ActionPage extends Page {

    /** Durations offered for a silence, a maintenance window or a pause. */
    private static final List<String> LENGTHS = List.of("30m", "1h", "2h", "4h", "8h", "1d", "7d");

    private static final int MAX_LENGTH = Requester.MAX_COMMENT;

    private final PageAction act;
    private final Map<String, String> given;
    private final Outcome outcome;

    /**
     * Result of an action.
     *
     * @param done one sentence; empty if no action was taken
     * @param next the next expected step; may be empty
     * @param troubles the reasons for a failure; empty on success and before the form is submitted
     * @param details one entry per line, such as the responses of a mail server
     */
    public record Outcome(String done, String next, List<String> troubles, List<String> details) {

        static final Outcome ASKED = new Outcome("", "", List.of(), List.of());

        static Outcome done(String what) {
            return new Outcome(what, "", List.of(), List.of());
        }

        static Outcome refused(List<String> why) {
            return new Outcome("", "", why, List.of());
        }

        public Outcome {
            troubles = List.copyOf(troubles);
            details = List.copyOf(details);
        }
    }

    /** @param given the values entered or passed by the link, by field */
    ActionPage(PageAction act, Map<String, String> given, Outcome outcome, Instant now) {
        super("act.ftlh", now);
        this.act = act;
        this.given = Map.copyOf(given);
        this.outcome = outcome;
    }

    public PageAction getAct() {
        return act;
    }

    public Outcome getOutcome() {
        return outcome;
    }

    public List<String> getLengths() {
        return LENGTHS;
    }

    /** Returns the value of a field, or an empty string. */
    public String given(String field) {
        return PlainText.line(given.getOrDefault(field, ""), MAX_LENGTH);
    }

    /** Returns the subject for the heading; may be empty. */
    public String getSubject() {
        return switch (act) {
            case RESTART, RELEASE, RESUME -> given("name");
            case SILENCE, MAINTENANCE, PAUSE -> given("name").isEmpty() ? given("project") : given("name");
            case ACK -> given("incident");
            case END -> given("what").isEmpty() ? given("id") : given("what");
            case TEST_MAIL -> given("receiver");
            case DISABLE_RESTARTS, ENABLE_RESTARTS -> "";
        };
    }

    /** Returns the path of the page that links to the action. */
    public String getBack() {
        return switch (act) {
            case RESTART, RELEASE, RESUME ->
                "/targets/" + PathPart.of(given("host")) + "/" + PathPart.of(given("name"));
            case ACK -> "/incidents/" + PathPart.of(given("incident"));
            case SILENCE, MAINTENANCE, PAUSE, END, DISABLE_RESTARTS, ENABLE_RESTARTS -> "/silences";
            case TEST_MAIL -> "/notifications";
        };
    }
}
