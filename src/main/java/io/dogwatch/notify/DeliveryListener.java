package io.dogwatch.notify;

import io.dogwatch.judge.Notice;
import java.time.Duration;
import java.util.Locale;

/** Told of what becomes of notices, so that it can be counted. On the sender's own thread: must only count. */
public interface DeliveryListener {

    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void sent(Notice.Kind kind, Duration waited) {}

        @Override
        public void failed(Notice.Kind kind) {}

        @Override
        public void parked(Notice.Kind kind) {}

        @Override
        public void attempted(String line, Result result, Duration took) {}
    };

    /** What became of one attempt to deliver a message. */
    enum Result {
        ACCEPTED,
        /** It is tried again, or given up for its age. */
        FAILED,
        /** It was given up at once. */
        REFUSED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        /** The word people see, such as {@code accepted}. */
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

    /** @param waited from the notice's creation until the channel took it */
    void sent(Notice.Kind kind, Duration waited);

    /** One attempt failed; it will be tried again. */
    void failed(Notice.Kind kind);

    /** It was given up. */
    void parked(Notice.Kind kind);

    /** One message, of one notice or several, was tried on this line. */
    void attempted(String line, Result result, Duration took);
}
