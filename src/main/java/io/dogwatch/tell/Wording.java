package io.dogwatch.tell;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.target.Evidence;
import io.dogwatch.target.LogRotation;
import io.dogwatch.target.PlainText;
import io.dogwatch.target.Severity;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a letter says about a notice, in short plain sentences. All of it is single lines without control characters. */
final class Wording {

    /** What the Docker engine allows; anything else is not put into a command that a person may copy. */
    private static final Pattern SAFE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

    /** One thing a person can do; the command may be empty. */
    record Advice(String sentence, String command) {}

    private final Notice notice;
    private final Incident incident;
    private final List<Evidence> evidence;

    Wording(Notice notice, List<Evidence> evidence) {
        this.notice = notice;
        this.incident = notice.incident();
        this.evidence = evidence;
    }

    /** The target's name; with the host's when that is not the usual one. */
    String name() {
        TargetId target = incident.target();
        if (notice.kind() == Notice.Kind.BREAKER_OPENED || notice.kind() == Notice.Kind.BREAKER_CLOSED) {
            return PlainText.line(target.host(), 80);
        }
        return PlainText.line(target.host().equals("local") ? target.name() : target.toString(), 80);
    }

    /** The state in one word or two, such as {@code RECOVERED}. */
    String word() {
        return switch (notice.kind()) {
            case OPENED -> "FAILING";
            case ESCALATED -> "FAILING";
            case QUARANTINED -> "QUARANTINED";
            case FLAPPING -> "FLAPPING";
            case REMINDER -> "STILL FAILING";
            case UNACKNOWLEDGED -> "UNACKNOWLEDGED";
            case CLOSED -> hasRecovered() ? "RECOVERED" : "CLOSED";
            case LABEL_FAULT -> "INVALID LABELS";
            case LOG_UNREADABLE -> "LOG UNREADABLE";
            case LOG_UNBOUNDED -> "LOG UNBOUNDED";
            case BREAKER_OPENED -> "RESTARTS HELD";
            case BREAKER_CLOSED -> "RESTARTS RESUMED";
            case ACKNOWLEDGED -> "ACKNOWLEDGED";
            case REPORT -> "REPORT";
        };
    }

    /** Alarm, warning or good news; the colour of the letter. */
    String mood() {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED, REMINDER, UNACKNOWLEDGED, BREAKER_OPENED -> "bad";
            case CLOSED -> hasRecovered() ? "good" : "neutral";
            case FLAPPING, LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED, ACKNOWLEDGED, REPORT -> "neutral";
            case BREAKER_CLOSED -> "good";
        };
    }

    /** The subject that all letters of the incident share. */
    String topic() {
        String state =
                switch (notice.kind()) {
                    case LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED -> word();
                    case BREAKER_OPENED, BREAKER_CLOSED -> "RESTARTS HELD";
                    case REPORT -> "REPORT";
                    case OPENED, ESCALATED, QUARANTINED, FLAPPING, REMINDER, UNACKNOWLEDGED, CLOSED, ACKNOWLEDGED ->
                        incident.severity() == Severity.WARN ? "WARNING" : "FAILING";
                };
        String what = hasStandIn() ? cause() : incident.failure().brief();
        return PlainText.line("[dogwatch] " + name() + " " + state + ": " + what, 180);
    }

    String cause() {
        return PlainText.line(
                hasStandIn() ? incident.failure().detail() : incident.failure().line(), 300);
    }

    /** Whether the notice is about no failure of one target. */
    private boolean hasStandIn() {
        return switch (notice.kind()) {
            case LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED, BREAKER_OPENED, BREAKER_CLOSED, REPORT -> true;
            case OPENED, ESCALATED, QUARANTINED, FLAPPING, REMINDER, UNACKNOWLEDGED, CLOSED, ACKNOWLEDGED -> false;
        };
    }

    /** Whether it is about no failure, but about how the container is set up. */
    boolean isAboutSetup() {
        return notice.kind().isAboutSetup();
    }

    /** The cause in plain words; empty where {@link #cause} says it already, and where it is over. */
    String meaning() {
        String meaning = incident.failure().cause().meaning();
        boolean isKnown = hasStandIn() || notice.kind() == Notice.Kind.CLOSED || cause().contains(meaning);
        return isKnown ? "" : meaning;
    }

    String headline() {
        return switch (notice.kind()) {
            case OPENED -> name() + " " + complaint();
            case ESCALATED -> name() + " is not only to be warned of any more: it " + complaint();
            case QUARANTINED -> name() + " is given up for now";
            case FLAPPING -> name() + " fails and passes in turn";
            case REMINDER -> name() + " still " + complaint();
            case UNACKNOWLEDGED -> name() + " " + complaint() + ", and nobody has said that they look at it";
            case CLOSED ->
                hasRecovered()
                        ? name() + " works again, after " + Durations.words(downFor())
                        : name() + ": incident closed";
            case LABEL_FAULT -> name() + " is only observed: its labels are not valid";
            case LOG_UNREADABLE -> "The log of " + name() + " cannot be read: what its log checks assert is not known";
            case LOG_UNBOUNDED -> "Nothing bounds the log of " + name() + ": in the end it fills the disk";
            case BREAKER_OPENED -> "Many containers of host " + name() + " fail together: restarts are held";
            case BREAKER_CLOSED -> "Containers of host " + name() + " are restarted again when they fail";
            case ACKNOWLEDGED -> "somebody looks at " + name();
            case REPORT -> "the report " + name();
        };
    }

    /** In the words of the check that found it: {@code is down}, {@code fails its http check site}. */
    private String complaint() {
        String kind = incident.failure().kind();
        String check = incident.failure().check();
        if (kind.equals("state")) {
            return "is down";
        }
        return PlainText.line("fails its " + kind + " check" + (check.equals(kind) ? "" : " " + check), 80);
    }

    /** In front of the cause where it is over. */
    String causeIntroduction() {
        return notice.kind() == Notice.Kind.CLOSED ? "It was: " : "";
    }

    List<String> done() {
        List<String> done = new ArrayList<>();
        if (hasStandIn()) {
            return done;
        }
        if (!evidence.isEmpty() && notice.kind() != Notice.Kind.CLOSED) {
            done.add(
                    notice.kind() == Notice.Kind.QUARANTINED
                            ? "Evidence was saved; the newest is attached."
                            : "Evidence was saved before anything was touched; it is attached.");
        } else if (notice.kind() == Notice.Kind.OPENED) {
            done.add("No evidence could be saved in time.");
        }
        if (restarts() > 0) {
            done.add("It was " + restarted() + ".");
        } else if (notice.kind() == Notice.Kind.CLOSED || notice.kind() == Notice.Kind.QUARANTINED) {
            done.add("Dogwatch did not restart it.");
        }
        if (notice.kind() == Notice.Kind.CLOSED) {
            incident.outcome().map(Reason::meaning).ifPresent(why -> done.add("Closed because " + why + "."));
        }
        return done;
    }

    /** How many there have been; what has only just been decided is not done yet. */
    int restarts() {
        return switch (notice.kind()) {
            case OPENED, ESCALATED -> 0;
            case QUARANTINED,
                    FLAPPING,
                    REMINDER,
                    UNACKNOWLEDGED,
                    CLOSED,
                    LABEL_FAULT,
                    LOG_UNREADABLE,
                    LOG_UNBOUNDED,
                    BREAKER_OPENED,
                    BREAKER_CLOSED,
                    ACKNOWLEDGED,
                    REPORT -> incident.restarts();
        };
    }

    private String restarted() {
        return switch (restarts()) {
            case 0 -> "not restarted";
            case 1 -> "restarted once";
            default -> "restarted " + restarts() + " times";
        };
    }

    /** All of it in one line, for where it is one of many. */
    String summary() {
        boolean isOver = notice.kind() == Notice.Kind.CLOSED;
        return causeIntroduction()
                + cause()
                + (isOver ? "; down for " + Durations.words(downFor()) + ", " + restarted() : "");
    }

    String next() {
        return PlainText.line(notice.next(), 500);
    }

    List<Advice> advice() {
        String name = incident.target().name();
        boolean nameable = SAFE_NAME.matcher(name).matches();
        List<Advice> advice = new ArrayList<>();
        switch (notice.kind()) {
            case REMINDER, UNACKNOWLEDGED -> {
                advice.add(new Advice(
                        "Say that you look at it; then nobody is reminded any more:", "dogwatch ack " + incident.id()));
                advice.add(command(nameable, "See its log:", "docker logs --tail 100 " + name));
            }
            case OPENED, ESCALATED -> {
                if (incident.acting()) {
                    advice.add(new Advice("Nothing yet. You get another mail when it works again or is given up.", ""));
                } else {
                    advice.add(command(nameable, "Look what it says, and restart it:", "docker restart " + name));
                }
                advice.add(command(nameable, "See its log:", "docker logs --tail 100 " + name));
            }
            case QUARANTINED -> {
                advice.add(new Advice(
                        evidence.isEmpty()
                                ? "A person must look."
                                : "A person must look: the attached evidence is the newest.",
                        ""));
                advice.add(command(nameable, "See its log:", "docker logs --tail 100 " + name));
                advice.add(command(nameable, "When the reason is gone:", "docker restart " + name));
            }
            case CLOSED -> {
                if (hasRecovered()) {
                    advice.add(new Advice(
                            "Nothing is urgent. The evidence of what went wrong is in the first mail of this thread.",
                            ""));
                }
            }
            case FLAPPING ->
                advice.add(new Advice("Nothing more is told until it holds still. You get a mail when it does.", ""));
            case BREAKER_OPENED ->
                advice.add(new Advice(
                        "Look at what they share: the machine, its disk, its network, a database, a name server.", ""));
            case BREAKER_CLOSED, ACKNOWLEDGED, REPORT -> {}
            case LOG_UNREADABLE -> advice.add(logOptions(nameable));
            case LOG_UNBOUNDED -> {
                advice.add(new Advice("Create the container anew with these options:", LogRotation.RUN_OPTION));
                advice.add(new Advice("Or with these in its Compose file:", LogRotation.COMPOSE_OPTION));
                advice.add(logOptions(nameable));
            }
            case LABEL_FAULT ->
                advice.add(command(
                        nameable,
                        "Correct the label and create the container anew. Its labels now:",
                        "docker inspect -f '{{json .Config.Labels}}' " + name));
        }
        return advice.stream().filter(one -> !one.sentence().isEmpty()).toList();
    }

    private Advice logOptions(boolean nameable) {
        return command(
                nameable,
                "Its log driver and the options now:",
                "docker inspect -f '{{json .HostConfig.LogConfig}}' "
                        + incident.target().name());
    }

    private static Advice command(boolean nameable, String sentence, String command) {
        return nameable ? new Advice(sentence, command) : new Advice("", "");
    }

    private boolean hasRecovered() {
        return incident.outcome().filter(why -> why == Reason.RECOVERED).isPresent();
    }

    private Duration downFor() {
        return Duration.between(incident.failingSince(), incident.closedAt().orElse(incident.openedAt()));
    }
}
