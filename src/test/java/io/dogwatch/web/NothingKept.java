package io.dogwatch.web;

import io.dogwatch.model.TargetId;
import io.dogwatch.report.CheckBand;
import io.dogwatch.report.UptimeSlice;
import io.dogwatch.web.page.ChartHistory;
import io.dogwatch.web.view.SentMails;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Neither a past nor letters. */
record NothingKept() implements ChartHistory, SentMails {

    @Override
    public UptimeSlice day(TargetId target) {
        return UptimeSlice.UNKNOWN;
    }

    @Override
    public UptimeSlice month(TargetId target) {
        return UptimeSlice.UNKNOWN;
    }

    @Override
    public Map<String, List<CheckBand>> bands(TargetId target, Duration last) {
        return Map.of();
    }

    @Override
    public Listing newest(int skip, int limit) {
        return Listing.EMPTY;
    }

    @Override
    public Optional<Letter> letter(String file) {
        return Optional.empty();
    }

    @Override
    public Optional<InputStream> raw(String file) {
        return Optional.empty();
    }
}
