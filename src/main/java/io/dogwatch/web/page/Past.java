package io.dogwatch.web.page;

import io.dogwatch.report.CheckBand;
import io.dogwatch.report.Stretch;
import io.dogwatch.target.TargetId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What charts are drawn of. Safe for use by many threads. */
public interface Past {

    /** The last 24 hours, hour by hour. Cheap. */
    Stretch day(TargetId target);

    /** The last 30 days, day by day. Cheap. */
    Stretch month(TargetId target);

    /**
     * How each check went, by its name; read from the store.
     *
     * @throws io.dogwatch.journal.StoreException if that cannot be read
     */
    Map<String, List<CheckBand>> bands(TargetId target, Duration last);
}
