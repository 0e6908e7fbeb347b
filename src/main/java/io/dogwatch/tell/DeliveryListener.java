package io.dogwatch.tell;

import io.dogwatch.judge.Notice;
import java.time.Duration;

/** Told of what becomes of notices, so that it can be counted. On the sender's own thread: must only count. */
public interface DeliveryListener {

    DeliveryListener NONE = new DeliveryListener() {
        @Override
        public void sent(Notice.Kind kind, Duration waited) {}

        @Override
        public void failed(Notice.Kind kind) {}

        @Override
        public void parked(Notice.Kind kind) {}
    };

    /** @param waited from the notice's creation until the channel took it */
    void sent(Notice.Kind kind, Duration waited);

    /** One attempt failed; it will be tried again. */
    void failed(Notice.Kind kind);

    /** It was given up. */
    void parked(Notice.Kind kind);
}
