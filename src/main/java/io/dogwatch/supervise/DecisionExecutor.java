package io.dogwatch.supervise;

import io.dogwatch.evidence.EvidenceRequest;
import io.dogwatch.journal.StoreException;
import io.dogwatch.judge.ActionResult;
import io.dogwatch.judge.Decision;
import io.dogwatch.judge.Event;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Intent;
import io.dogwatch.judge.TargetState;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes the decisions about one target, each on a new virtual thread, and posts the results back. */
final class DecisionExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionExecutor.class);

    private final TargetId target;
    private final TargetServices services;
    private final Consumer<TargetMessage> queue;

    /** Key of the last evidence gathered without an action; avoids repeated evidence of a flapping target. */
    private String lastGathered = "";

    DecisionExecutor(TargetId target, TargetServices services, Consumer<TargetMessage> queue) {
        this.target = target;
        this.services = services;
        this.queue = queue;
    }

    /**
     * @param watch current configuration of the target
     * @param state the state of the verdict
     */
    void run(Decision decision, Watch watch, TargetState state) {
        switch (decision) {
            case Decision.Act(Intent intent) -> {
                services.meters().restartDecided(target, intent, state.ledger().incident());
                state.container()
                        .ifPresent(container -> begin(
                                intent,
                                state.ledger().incident(),
                                () -> services.restarts()
                                        .execute(
                                                intent,
                                                watch,
                                                container,
                                                () -> queue.accept(new TargetMessage.Judge(
                                                        new Event.RestartCalled(intent.id()))))));
            }
            case Decision.FinishIntent(Intent intent) -> {
                LOG.info("open restart action resumed target={} intent={}", target, intent.id());
                begin(
                        intent,
                        state.ledger().incident(),
                        () -> services.restarts()
                                .finish(target, intent, watch.policy().restart()));
            }
            case Decision.WithdrawIntent(String intentId) -> services.restarts().withdraw(intentId);
            case Decision.GatherEvidence(Incident incident) -> {
                String moment = incident.id() + "/" + incident.restarts() + "/" + incident.givenUp();
                if (!moment.equals(lastGathered)) {
                    lastGathered = moment;
                    Thread.startVirtualThread(() -> gather(incident, watch, state.container()));
                }
            }
            case Decision.OpenIncident(Incident incident) -> services.meters().incidentOpened(incident);
            case Decision.CloseIncident(Incident incident) -> services.meters().incidentClosed(incident);
            case Decision.UpdateIncident update -> {}
            case Decision.EndIntent end -> {}
            case Decision.Refuse refuse -> {}
            case Decision.Notify notify -> services.outboxNudge().run();
        }
    }

    private interface Task {
        ActionResult run();
    }

    private void begin(Intent intent, Optional<Incident> incident, Task task) {
        Instant startedAt = services.clock().instant();
        Thread.startVirtualThread(() -> {
            ActionResult result;
            try {
                result = task.run();
            } catch (StoreException e) {
                // Evidence comes first: without saved evidence, no action is performed.
                result = new ActionResult.Superseded("could not save the evidence: " + e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("restart action failed target={} intent={}", target, intent.id(), e);
                result = new ActionResult.Undetermined(e.toString());
            }
            services.meters()
                    .restartEnded(
                            target,
                            intent,
                            incident,
                            result,
                            Duration.between(startedAt, services.clock().instant()));
            queue.accept(new TargetMessage.ActionEnded(intent.id(), result, startedAt));
        });
    }

    private void gather(Incident incident, Watch watch, Optional<ContainerSnapshot> container) {
        try {
            services.restarts().saveEvidence(incident.id(), EvidenceRequest.of(watch, container, moment(incident)));
        } catch (StoreException e) {
            LOG.warn("evidence save failed target={} incident={} error=\"{}\"", target, incident.id(), e.getMessage());
        }
    }

    private static String moment(Incident incident) {
        if (incident.restarts() == 0) {
            return "when the incident opened";
        }
        return "after restart " + incident.restarts() + ", which did not fix it";
    }
}
