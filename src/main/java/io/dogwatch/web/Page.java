package io.dogwatch.web;

import io.dogwatch.access.Caller;
import io.dogwatch.inside.LogHygiene;
import io.dropwizard.views.common.View;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTML page: a template and what it shows. Templates are {@code .ftlh}, so whatever they write is escaped for HTML.
 */
public abstract class Page extends View {

    private final Times times;
    private Caller caller = Caller.NOBODY;

    Page(String template, Instant now) {
        super(template, StandardCharsets.UTF_8);
        this.times = new Times(now);
    }

    public Times getTimes() {
        return times;
    }

    /** Who looks at it. */
    public final Caller getCaller() {
        return caller;
    }

    final void showTo(Caller reader) {
        caller = reader;
    }

    public Assets getAssets() {
        return Assets.SHIPPED;
    }

    /** Everything at a glance, worst first. */
    public static final class Overview extends Page {

        /** @param word of a phase, with how many targets are in it */
        public record Count(String word, long number) {}

        /**
         * The outbox in the header.
         *
         * @param readable false when the store cannot be read
         */
        public record Outbox(boolean readable, int waiting, int parked) {}

        /** How many logs that grow without bound are named before it is said only that there are more. */
        private static final int MOST_CONCERNS = 8;

        private final List<TargetReport> targets;
        private final List<HostReport> hosts;
        private final Outbox outbox;
        private final StopReport stop;

        Overview(List<TargetReport> targets, List<HostReport> hosts, Outbox outbox, StopReport stop, Instant now) {
            super("overview.ftlh", now);
            this.targets = targets;
            this.hosts = hosts;
            this.outbox = outbox;
            this.stop = stop;
        }

        public StopReport getStop() {
            return stop;
        }

        /** Those in a window now. */
        public List<TargetReport> getLeftAlone() {
            return targets.stream()
                    .filter(target ->
                            target.held().muted() || !target.held().windows().isEmpty())
                    .toList();
        }

        public List<TargetReport> getTargets() {
            return targets;
        }

        public List<TargetReport> getTroubled() {
            return targets.stream().filter(Urgency::isTrouble).toList();
        }

        public List<Count> getCounts() {
            return Urgency.phases().stream()
                    .map(phase -> new Count(
                            phase,
                            targets.stream()
                                    .filter(target -> target.phase().equals(phase))
                                    .count()))
                    .filter(count -> count.number() > 0)
                    .toList();
        }

        public List<HostReport> getHosts() {
            return hosts;
        }

        /** Of all hosts, the largest first within each. */
        public List<LogConcern> getLogConcerns() {
            return hosts.stream().flatMap(host -> host.logConcerns().stream()).toList();
        }

        public int getMostConcerns() {
            return MOST_CONCERNS;
        }

        public String getRunOption() {
            return LogHygiene.RUN_OPTION;
        }

        public Outbox getOutbox() {
            return outbox;
        }
    }

    /** Everything about one target. */
    public static final class OfTarget extends Page {
        private final TargetReport target;
        private final Explanation explanation;
        private final InsightAnswer insight;
        private final List<FactReport> timeline;
        private final List<IncidentReport> incidents;
        private final StopReport stop;

        OfTarget(
                TargetReport target,
                Explanation explanation,
                InsightAnswer insight,
                List<FactReport> timeline,
                List<IncidentReport> incidents,
                StopReport stop,
                Instant now) {
            super("target.ftlh", now);
            this.stop = stop;
            this.target = target;
            this.explanation = explanation;
            this.insight = insight;
            this.timeline = timeline;
            this.incidents = incidents;
        }

        public TargetReport getTarget() {
            return target;
        }

        public Explanation getExplanation() {
            return explanation;
        }

        public String getRunOption() {
            return LogHygiene.RUN_OPTION;
        }

        public InsightAnswer getInsight() {
            return insight;
        }

        public StopReport getStop() {
            return stop;
        }

        public List<FactReport> getTimeline() {
            return timeline;
        }

        public List<IncidentReport> getIncidents() {
            return incidents;
        }
    }

    /** All incidents, newest first. */
    public static final class Incidents extends Page {
        private final List<IncidentReport> incidents;

        Incidents(List<IncidentReport> incidents, Instant now) {
            super("incidents.ftlh", now);
            this.incidents = incidents;
        }

        public List<IncidentReport> getIncidents() {
            return incidents;
        }
    }

    /** One incident with its timeline and evidence. */
    public static final class OfIncident extends Page {
        private final IncidentAnswer answer;

        OfIncident(IncidentAnswer answer, Instant now) {
            super("incident.ftlh", now);
            this.answer = answer;
        }

        public IncidentReport getIncident() {
            return answer.incident();
        }

        public @Nullable AcknowledgementReport getAcknowledged() {
            return answer.acknowledged();
        }

        public List<FactReport> getTimeline() {
            return answer.timeline();
        }

        public List<IncidentAnswer.EvidenceReport> getEvidence() {
            return answer.evidence();
        }
    }

    /** What was sent, waits or was given up, newest first. */
    public static final class Mails extends Page {
        private final List<MailReport> mails;

        Mails(List<MailReport> mails, Instant now) {
            super("mails.ftlh", now);
            this.mails = mails;
        }

        public List<MailReport> getMails() {
            return mails;
        }
    }

    /** Says that there is nothing to show, and why. */
    public static final class Fault extends Page {
        private final Problem problem;

        Fault(Problem problem, Instant now) {
            super("fault.ftlh", now);
            this.problem = problem;
        }

        public Problem getProblem() {
            return problem;
        }
    }
}
