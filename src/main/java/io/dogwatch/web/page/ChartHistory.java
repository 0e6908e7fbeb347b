package io.dogwatch.web.page;

import io.dogwatch.model.TargetId;
import io.dogwatch.report.CheckBand;
import io.dogwatch.report.UptimeSlice;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What charts are drawn of. Safe for use by many threads. */
public interface ChartHistory {

    /** The last 24 hours, hour by hour. Cheap. */
    UptimeSlice day(TargetId target);

    /** The last 30 days, day by day. Cheap. */
    UptimeSlice month(TargetId target);

    /**
     * How each check went, by its name; read from the store.
     *
     * @throws io.dogwatch.journal.StoreException if that cannot be read
     */
    Map<String, List<CheckBand>> bands(TargetId target, Duration last);
}
