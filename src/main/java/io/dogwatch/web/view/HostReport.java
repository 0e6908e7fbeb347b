package io.dogwatch.web.view;

import io.dogwatch.docker.EngineVersion;
import io.dogwatch.model.PlainText;
import io.dogwatch.supervise.HostView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Docker engine, as returned by the API and shown on the pages.
 *
 * @param logConcerns logs of its containers that need a size limit soon, largest first
 */
public record HostReport(
        String host,
        String endpoint,
        boolean connected,
        Instant since,
        String error,
        @Nullable String engineVersion,
        @Nullable String apiVersion,
        BreakerReport breaker,
        long eventGaps,
        long events,
        List<LogConcern> logConcerns) {

    static HostReport of(HostView view, List<LogConcern> logConcerns) {
        return new HostReport(
                view.host(),
                view.endpoint(),
                view.connected(),
                view.since(),
                PlainText.line(view.trouble(), 512),
                view.version().map(EngineVersion::engine).orElse(null),
                view.version().map(EngineVersion::api).orElse(null),
                BreakerReport.of(view.breaker()),
                view.gaps(),
                view.events(),
                logConcerns);
    }
}
