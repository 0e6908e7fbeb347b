package io.dogwatch.supervise;

import io.dogwatch.journal.StoreException;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.Watch;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people once of the faulty labels of each container. For the target's own thread. */
final class LabelFaults {

    private static final Logger LOG = LoggerFactory.getLogger(LabelFaults.class);

    private final Rooms rooms;
    private Optional<String> told = Optional.empty();

    LabelFaults(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Tries again at the next look if the store cannot take it now. */
    void tell(Watch watch, ContainerSnapshot container) {
        String key = container.id() + watch.faults();
        if (!told.equals(Optional.of(key))) {
            try {
                rooms.journal()
                        .enqueue(
                                LabelFaultNotice.of(
                                        watch, container, rooms.clock().instant()),
                                Instant.now());
                rooms.outboxNudge().run();
                told = Optional.of(key);
            } catch (StoreException e) {
                LOG.warn("label faults not told target={} error={}", watch.target(), e.getMessage());
            }
        }
    }
}
