package io.dogwatch.web;

import io.dogwatch.report.CheckBand;
import io.dogwatch.report.Stretch;
import io.dogwatch.target.TargetId;
import io.dogwatch.web.page.Past;
import io.dogwatch.web.report.Letters;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Neither a past nor letters. */
record NothingKept() implements Past, Letters {

    @Override
    public Stretch day(TargetId target) {
        return Stretch.UNKNOWN;
    }

    @Override
    public Stretch month(TargetId target) {
        return Stretch.UNKNOWN;
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
