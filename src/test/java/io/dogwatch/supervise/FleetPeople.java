package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import io.dogwatch.judge.Incident;
import io.dogwatch.judge.Notice;
import io.dogwatch.model.ContainerStatus;
import io.dogwatch.model.Policy;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Those who read the mails, and after a while put right by hand what Dogwatch leaves to them. */
final class FleetPeople {

    private final FleetAgenda agenda;
    private final FleetEngine engine;
    private final SplittableRandom random;
    private final Set<String> wantStopped = new HashSet<>();

    FleetPeople(FleetAgenda agenda, FleetEngine engine, SplittableRandom random) {
        this.agenda = agenda;
        this.engine = engine;
        this.random = random;
    }

    /** A mail has come. Read after half an hour to three hours. */
    void told(FleetMember member, Notice notice) {
        if (notice.kind() == Notice.Kind.OPENED || notice.kind() == Notice.Kind.QUARANTINED) {
            agenda.after(
                    1_800_000 + random.nextInt(9_000_000),
                    () -> putRight(member, notice.incident().id(), 20));
        }
    }

    private void putRight(FleetMember member, String incident, int patience) {
        FleetContainer container = member.container;
        boolean isOpen = member.state
                .ledger()
                .incident()
                .map(Incident::id)
                .filter(incident::equals)
                .isPresent();
        if (!isOpen || patience == 0) {
            return;
        }
        if (container.status == ContainerStatus.EXITED && !wantStopped.contains(container.name)) {
            engine.start(container);
        } else if (member.state.ledger().quarantine().isPresent() && random.nextBoolean()) {
            member.house().request(member, new Event.Requested(Event.Request.RELEASE, "kim", "looked at it"));
        } else if (member.watch.policy().mode() == Policy.Mode.OBSERVE && !container.isWell()) {
            restart(container);
        }
        agenda.after(1_800_000, () -> putRight(member, incident, patience - 1));
    }

    boolean wantStopped(FleetContainer container) {
        return wantStopped.contains(container.name);
    }

    /** Stops it, and starts it again a few hours later. */
    void stopForAWhile(FleetMember member, boolean kill) {
        FleetContainer container = member.container;
        if (!engine.isUp() || !container.runs()) {
            return;
        }
        wantStopped.add(container.name);
        member.house().books().stoppedByPerson(member);
        if (kill) {
            engine.kill(container);
        } else {
            engine.stop(container, () -> {});
        }
        agenda.after(600_000 + random.nextInt(20_000_000), () -> startAgain(container));
    }

    private void startAgain(FleetContainer container) {
        if (!engine.isUp()) {
            agenda.after(60_000, () -> startAgain(container));
            return;
        }
        wantStopped.remove(container.name);
        engine.start(container);
    }

    /** Restarts it, and sees to it that it is up again: an engine that goes away in between leaves it down. */
    void restart(FleetContainer container) {
        if (engine.isUp()) {
            engine.restart(container, () -> {});
            agenda.after(300_000, () -> upAgain(container));
        }
    }

    private void upAgain(FleetContainer container) {
        if (container.status == ContainerStatus.EXITED && !wantStopped.contains(container.name)) {
            startAgain(container);
        }
    }

    void pauseForAWhile(FleetContainer container) {
        engine.pause(container);
        agenda.after(600_000 + random.nextInt(7_000_000), () -> unpause(container));
    }

    private void unpause(FleetContainer container) {
        if (engine.isUp()) {
            engine.unpause(container);
        } else {
            agenda.after(60_000, () -> unpause(container));
        }
    }
}
