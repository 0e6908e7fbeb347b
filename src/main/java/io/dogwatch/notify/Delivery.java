package io.dogwatch.notify;

import java.time.Duration;

/** Result of one delivery attempt. */
public sealed interface Delivery {

    /**
     * The remote side accepted the message, durably as far as it reports.
     *
     * @param thread channel data for threading later messages of the same incidents, such as a subject; may be empty
     */
    record Accepted(String thread) implements Delivery {
        /** Accepted by a channel without threads. */
        public Accepted() {
            this("");
        }
    }

    /**
     * A temporary failure; retry. The message may have been delivered: a retry has the same id.
     *
     * @param pause the minimum delay requested by the remote side, limited by {@link DeliveryBackoff}
     */
    record TryAgain(String reason, Duration pause) implements Delivery {
        /** Without a requested delay. */
        public TryAgain(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** A permanent failure; do not retry. */
    record Refused(String reason) implements Delivery {}
}
