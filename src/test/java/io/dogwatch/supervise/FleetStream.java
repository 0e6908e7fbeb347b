package io.dogwatch.supervise;

import io.dogwatch.judge.Event;
import java.util.SplittableRandom;

/** The engine's event stream as it is on a bad day: cut for a while, events lost, told twice, or late. */
final class FleetStream implements FleetEngine.Stream {

    private final FleetAgenda agenda;
    private final SplittableRandom random;
    private final FleetEngine.Stream listener;
    private boolean cut;

    FleetStream(FleetAgenda agenda, SplittableRandom random, FleetEngine.Stream listener) {
        this.agenda = agenda;
        this.random = random;
        this.listener = listener;
    }

    void cut() {
        cut = true;
    }

    void mend() {
        cut = false;
    }

    @Override
    public void happened(FleetContainer container, Event event, boolean look) {
        int luck = random.nextInt(100);
        if (cut || luck < 1) {
            return;
        }
        long late = luck < 4 ? random.nextInt(20_000) : 1L + random.nextInt(30);
        agenda.after(late, () -> listener.happened(container, event, look));
        if (luck >= 97) {
            agenda.after(late + random.nextInt(60_000), () -> listener.happened(container, event, look));
        }
    }
}
