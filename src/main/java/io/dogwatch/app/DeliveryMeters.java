package io.dogwatch.app;

import io.dogwatch.judge.Notice;
import io.dogwatch.notify.DeliveryListener;
import io.dogwatch.supervise.Meters;
import java.time.Duration;

/** Counts deliveries among all the other meters. */
record DeliveryMeters(Meters meters) implements DeliveryListener {

    @Override
    public void sent(Notice.Kind kind, Duration waited) {
        meters.notificationSent(kind, waited);
    }

    @Override
    public void failed(Notice.Kind kind) {
        meters.notificationFailed(kind);
    }

    @Override
    public void parked(Notice.Kind kind) {
        meters.notificationDead(kind);
    }

    @Override
    public void attempted(String line, Result result, Duration took) {
        meters.delivered(line, result.wireName(), took);
    }
}
