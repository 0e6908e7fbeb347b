package io.dogwatch.web.page;

import io.dogwatch.model.PlainText;
import io.dogwatch.web.request.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks before something is done, and says what became of it. */
public final class ActionPage extends Page {

    /** How long a silence or a maintenance can be without typing. */
    private static final List<String> LENGTHS = List.of("30m", "1h", "2h", "4h", "8h", "1d", "7d");

    private static final int MAX_LENGTH = Requester.MAX_COMMENT;

    private final PageAction act;
    private final Map<String, String> given;
    private final Outcome outcome;

    /**
     * What became of it.
     *
     * @param done one sentence; empty if nothing was done
     * @param next what happens after it; may be empty
     * @param troubles why nothing was done; empty if it was, or if it is still asked
     * @param details line by line, such as what a mail server said
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

    /** @param given what was typed or linked so far, by field */
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

    /** What stands in a field; empty if nothing does. */
    public String given(String field) {
        return PlainText.line(given.getOrDefault(field, ""), MAX_LENGTH);
    }

    /** What it is about, for the heading; may be empty. */
    public String getSubject() {
        return switch (act) {
            case RESTART, RELEASE, RESUME -> given("name");
            case SILENCE, MAINTENANCE, PAUSE -> given("name").isEmpty() ? given("project") : given("name");
            case ACK -> given("incident");
            case END -> given("what").isEmpty() ? given("id") : given("what");
            case TEST_MAIL -> given("line");
            case DISABLE_RESTARTS, ENABLE_RESTARTS -> "";
        };
    }

    /** Where it was asked for. */
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
