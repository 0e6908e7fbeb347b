package io.dogwatch.replay;

import io.dogwatch.judge.Action;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Failure;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a decision is called, in policy tests and in the output of {@code simulate}. */
public enum DecisionName {
    OPENED,
    CLOSED,
    RESTART,
    KILL_START,
    STOP,
    START,
    FINISH,
    WITHDRAW,
    REFUSE,
    ESCALATED,
    QUARANTINE,
    FLAPPING,
    /** Any notice to people. */
    MAIL;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As people write it, such as {@code kill-start}. */
    public String text() {
        return text;
    }

    /** Whether it does something to the container. */
    public boolean isRemedy() {
        return switch (this) {
            case RESTART, KILL_START, STOP, START -> true;
            case OPENED, CLOSED, FINISH, WITHDRAW, REFUSE, ESCALATED, QUARANTINE, FLAPPING, MAIL -> false;
        };
    }

    /** Of an action's word, as the journal has it. */
    static Optional<DecisionName> ofAction(String action) {
        return Arrays.stream(values())
                .filter(word -> word.isRemedy() && word.text.equals(action))
                .findFirst();
    }

    /** What a decision is called; empty for what is only written into the journal. */
    public static Optional<DecisionName> of(Decision decision) {
        return switch (decision) {
            case Decision.Act act -> Optional.of(of(act.intent().action()));
            case Decision.FinishIntent finish -> Optional.of(FINISH);
            case Decision.WithdrawIntent withdraw -> Optional.of(WITHDRAW);
            case Decision.Refuse refuse -> Optional.of(REFUSE);
            case Decision.OpenIncident open -> Optional.of(OPENED);
            case Decision.CloseIncident close -> Optional.of(CLOSED);
            case Decision.Notify(Notice notice) -> Optional.of(of(notice.kind()));
            case Decision.EndIntent end -> Optional.empty();
            case Decision.GatherEvidence gather -> Optional.empty();
            case Decision.UpdateIncident update -> Optional.empty();
        };
    }

    private static DecisionName of(Action action) {
        return switch (action) {
            case RESTART -> RESTART;
            case KILL_START -> KILL_START;
            case STOP -> STOP;
            case START -> START;
        };
    }

    /** Of an opening or a closing the mail is not news. */
    private static DecisionName of(Notice.Kind kind) {
        return switch (kind) {
            case ESCALATED -> ESCALATED;
            case QUARANTINED -> QUARANTINE;
            case FLAPPING -> FLAPPING;
            case OPENED,
                    REMINDER,
                    UNACKNOWLEDGED,
                    CLOSED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    ACKNOWLEDGED,
                    REPORT -> MAIL;
        };
    }

    /** Whether a notice goes out to people. */
    public static boolean isMail(Decision decision) {
        return decision instanceof Decision.Notify;
    }

    /** Why it was decided, in one line for people. */
    public static String why(TimedDecision ruled) {
        return switch (ruled.decision()) {
            case Decision.Act act -> act.intent().why();
            case Decision.OpenIncident open -> open.incident().failure().line();
            case Decision.CloseIncident close ->
                close.incident().outcome().map(Reason::wireName).orElse("");
            case Decision.EndIntent end -> result(end.result());
            case Decision.FinishIntent finish -> finish.intent().why();
            case Decision.WithdrawIntent withdraw -> ruled.state().reason().wireName();
            case Decision.Refuse refuse -> refuse.reason().wireName();
            case Decision.Notify tell ->
                ruled.state().reason().wireName()
                        + ruled.state()
                                .failure()
                                .map(Failure::line)
                                .map(line -> "; " + line)
                                .orElse("");
            case Decision.GatherEvidence gather -> "";
            case Decision.UpdateIncident update -> "";
        };
    }

    private static String result(ActionResult result) {
        return result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
