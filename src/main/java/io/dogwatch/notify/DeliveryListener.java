package io.dogwatch.notify;

import io.dogwatch.judge.Notice;
import java.time.Duration;
import java.util.Locale;

/** Receives delivery results for metrics. Called on the thread of the sender; must not block. */
public interface DeliveryListener {

    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void sent(Notice.Kind kind, Duration waited) {}

        @Override
        public void failed(Notice.Kind kind) {}

        @Override
        public void dead(Notice.Kind kind) {}

        @Override
        public void attempted(String line, Result result, Duration took) {}
    };

    /** Result of one delivery attempt. */
    enum Result {
        ACCEPTED,
        /** Failed; retried, or dead because it expired. */
        FAILED,
        /** Rejected; dead without a retry. */
        REFUSED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** Returns the label value, such as {@code accepted}. */
        public String wireName() {
            return wireName;
        }

        static Result of(Delivery delivery) {
            return switch (delivery) {
                case Delivery.Accepted accepted -> ACCEPTED;
                case Delivery.TryAgain again -> FAILED;
                case Delivery.Refused refused -> REFUSED;
            };
        }
    }

    /** @param waited from the creation of the notification to its acceptance */
    void sent(Notice.Kind kind, Duration waited);

    /** One attempt failed and will be retried. */
    void failed(Notice.Kind kind);

    /** The notification permanently failed. */
    void dead(Notice.Kind kind);

    /** One message with one or several notifications was attempted for this receiver. */
    void attempted(String line, Result result, Duration took);
}
