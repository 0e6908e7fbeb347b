package io.dogwatch.web.page;

import io.dogwatch.model.TargetId;
import io.dogwatch.report.CheckBand;
import io.dogwatch.report.UptimeSlice;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Provides historical data for charts. Thread-safe. */
public interface ChartHistory {

    /** Returns the last 24 hours by hour. Inexpensive. */
    UptimeSlice day(TargetId target);

    /** Returns the last 30 days by day. Inexpensive. */
    UptimeSlice month(TargetId target);

    /**
     * Reads the outcomes of each check from the store, keyed by check name.
     *
     * @throws io.dogwatch.journal.StoreException if the store cannot be read
     */
    Map<String, List<CheckBand>> bands(TargetId target, Duration last);
}
