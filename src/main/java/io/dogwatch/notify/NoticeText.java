package io.dogwatch.notify;

import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.judge.Reason;
import io.dogwatch.model.Evidence;
import io.dogwatch.model.HumanDuration;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts of a notification in short sentences. All texts are single lines without control characters. */
final class NoticeText {

    /** Names allowed by the Docker engine; other names are not inserted into commands for copying. */
    private static final Pattern SAFE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

    /** Advice to the operator; the command may be empty. */
    record Advice(String sentence, String command) {}

    private final Notice notice;
    private final Incident incident;
    private final List<Evidence> evidence;

    NoticeText(Notice notice, List<Evidence> evidence) {
        this.notice = notice;
        this.incident = notice.incident();
        this.evidence = evidence;
    }

    /** Returns the target name, prefixed by the host if it is not the default host. */
    String name() {
        TargetId target = incident.target();
        if (notice.kind() == Notice.Kind.BREAKER_OPENED || notice.kind() == Notice.Kind.BREAKER_CLOSED) {
            return PlainText.line(target.host(), 80);
        }
        return PlainText.line(target.host().equals("local") ? target.name() : target.toString(), 80);
    }

    /** Returns the state, such as {@code RECOVERED}. */
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
            case LOG_UNBOUNDED -> "LOG SIZE UNLIMITED";
            case BREAKER_OPENED -> "RESTARTS BLOCKED";
            case BREAKER_CLOSED -> "RESTARTS RESUMED";
            case ACKNOWLEDGED -> "ACKNOWLEDGED";
            case REPORT -> "REPORT";
        };
    }

    /** Returns the mood, which selects the colour of the mail. */
    String mood() {
        return switch (notice.kind()) {
            case OPENED, ESCALATED, QUARANTINED, REMINDER, UNACKNOWLEDGED, BREAKER_OPENED -> "bad";
            case CLOSED -> hasRecovered() ? "good" : "neutral";
            case FLAPPING, LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED, ACKNOWLEDGED, REPORT -> "neutral";
            case BREAKER_CLOSED -> "good";
        };
    }

    /** Returns the common subject of all mails about the incident. */
    String topic() {
        String state =
                switch (notice.kind()) {
                    case LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED -> word();
                    case BREAKER_OPENED, BREAKER_CLOSED -> "RESTARTS BLOCKED";
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

    /** Returns whether the notification is not about a failure of one target. */
    private boolean hasStandIn() {
        return switch (notice.kind()) {
            case LABEL_FAULT, LOG_UNREADABLE, LOG_UNBOUNDED, BREAKER_OPENED, BREAKER_CLOSED, REPORT -> true;
            case OPENED, ESCALATED, QUARANTINED, FLAPPING, REMINDER, UNACKNOWLEDGED, CLOSED, ACKNOWLEDGED -> false;
        };
    }

    /** Returns whether the notification is about a set-up problem. */
    boolean isAboutSetup() {
        return notice.kind().isAboutSetup();
    }

    /** Returns the meaning of the cause; empty if {@link #cause} contains it and for closed incidents. */
    String meaning() {
        String meaning = incident.failure().cause().meaning();
        boolean isKnown = hasStandIn() || notice.kind() == Notice.Kind.CLOSED || cause().contains(meaning);
        return isKnown ? "" : meaning;
    }

    String headline() {
        return switch (notice.kind()) {
            case OPENED -> name() + " " + complaint();
            case ESCALATED -> name() + " has gone from warning to failing: it " + complaint();
            case QUARANTINED -> "Dogwatch has stopped restarting " + name() + " for now";
            case FLAPPING -> name() + " is flapping";
            case REMINDER -> name() + " still " + complaint();
            case UNACKNOWLEDGED -> name() + " " + complaint() + " and the incident is unacknowledged";
            case CLOSED ->
                hasRecovered()
                        ? name() + " recovered after " + HumanDuration.of(downFor())
                        : name() + ": incident closed";
            case LABEL_FAULT -> name() + " is only observed because its labels are invalid";
            case LOG_UNREADABLE -> "Cannot read the log of " + name() + ", so its log checks have no result";
            case LOG_UNBOUNDED -> "The log of " + name() + " has no size limit and will eventually fill the disk";
            case BREAKER_OPENED ->
                "Many containers on host " + name() + " are failing together, so restarts are blocked";
            case BREAKER_CLOSED -> "Automatic restarts on host " + name() + " are enabled again";
            case ACKNOWLEDGED -> name() + ": incident acknowledged";
            case REPORT -> "report " + name();
        };
    }

    /** Returns the failure in terms of its check: {@code is down}, {@code fails its http check site}. */
    private String complaint() {
        String kind = incident.failure().kind();
        String check = incident.failure().check();
        if (kind.equals("state")) {
            return "is down";
        }
        return PlainText.line("fails its " + kind + " check" + (check.equals(kind) ? "" : " " + check), 80);
    }

    /** Returns the prefix of the cause for a closed incident. */
    String causeIntroduction() {
        return notice.kind() == Notice.Kind.CLOSED ? "Was: " : "";
    }

    List<String> done() {
        List<String> done = new ArrayList<>();
        if (hasStandIn()) {
            return done;
        }
        if (!evidence.isEmpty() && notice.kind() != Notice.Kind.CLOSED) {
            done.add(
                    notice.kind() == Notice.Kind.QUARANTINED
                            ? "Evidence was saved; the latest is attached."
                            : "Evidence was saved before any action; it is attached.");
        } else if (notice.kind() == Notice.Kind.OPENED) {
            done.add("Evidence could not be saved in time.");
        }
        if (restarts() > 0) {
            done.add("It was " + restarted() + ".");
        } else if (notice.kind() == Notice.Kind.CLOSED || notice.kind() == Notice.Kind.QUARANTINED) {
            done.add("Dogwatch did not restart it.");
        }
        if (notice.kind() == Notice.Kind.CLOSED) {
            incident.outcome().map(Reason::meaning).ifPresent(reason -> done.add("Closed because " + reason + "."));
        }
        return done;
    }

    /** Returns the number of completed restarts, without one that was only decided. */
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

    /** Returns a one-line summary for a list. */
    String summary() {
        boolean isOver = notice.kind() == Notice.Kind.CLOSED;
        return causeIntroduction()
                + cause()
                + (isOver ? "; down for " + HumanDuration.of(downFor()) + ", " + restarted() : "");
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
                advice.add(new Advice("Acknowledge the incident to stop reminders:", "dogwatch ack " + incident.id()));
                advice.add(command(nameable, "Show its log:", "docker logs --tail 100 " + name));
            }
            case OPENED, ESCALATED -> {
                if (incident.acting()) {
                    advice.add(new Advice(
                            "Nothing yet. You will get another mail when it recovers or is quarantined.", ""));
                } else {
                    advice.add(command(nameable, "Check its log, then restart it:", "docker restart " + name));
                }
                advice.add(command(nameable, "Show its log:", "docker logs --tail 100 " + name));
            }
            case QUARANTINED -> {
                advice.add(new Advice(
                        evidence.isEmpty()
                                ? "Manual investigation is needed."
                                : "Manual investigation is needed: start with the attached evidence.",
                        ""));
                advice.add(command(nameable, "Show its log:", "docker logs --tail 100 " + name));
                advice.add(command(nameable, "After fixing the cause, restart it:", "docker restart " + name));
            }
            case CLOSED -> {
                if (hasRecovered()) {
                    advice.add(new Advice("Not urgent. The first mail of this thread contains the evidence.", ""));
                }
            }
            case FLAPPING ->
                advice.add(
                        new Advice("No further notifications until it is stable. You will get a mail when it is.", ""));
            case BREAKER_OPENED ->
                advice.add(new Advice(
                        "Check shared resources: the host, its disk and network, a database, the DNS server.", ""));
            case BREAKER_CLOSED, ACKNOWLEDGED, REPORT -> {}
            case LOG_UNREADABLE -> advice.add(logOptions(nameable));
            case LOG_UNBOUNDED -> {
                advice.add(new Advice("Recreate the container with these options:", LogRotation.RUN_OPTION));
                advice.add(new Advice("Or set these in its Compose file:", LogRotation.COMPOSE_OPTION));
                advice.add(logOptions(nameable));
            }
            case LABEL_FAULT ->
                advice.add(command(
                        nameable,
                        "Correct the label and recreate the container. Show its labels:",
                        "docker inspect -f '{{json .Config.Labels}}' " + name));
        }
        return advice.stream().filter(one -> !one.sentence().isEmpty()).toList();
    }

    private Advice logOptions(boolean nameable) {
        return command(
                nameable,
                "Show its log driver and options:",
                "docker inspect -f '{{json .HostConfig.LogConfig}}' "
                        + incident.target().name());
    }

    private static Advice command(boolean nameable, String sentence, String command) {
        return nameable ? new Advice(sentence, command) : new Advice("", "");
    }

    private boolean hasRecovered() {
        return incident.outcome().filter(reason -> reason == Reason.RECOVERED).isPresent();
    }

    private Duration downFor() {
        return Duration.between(incident.failingSince(), incident.closedAt().orElse(incident.openedAt()));
    }
}
