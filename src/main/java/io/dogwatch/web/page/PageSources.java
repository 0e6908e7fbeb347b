package io.dogwatch.web.page;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.SentMails;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Data sources used only by pages.
 *
 * @param redaction removes secrets from labels and log lines
 * @param configuration the current state of the configuration file
 * @param status empty without a public status page
 */
public record PageSources(
        ChartHistory past,
        SentMails letters,
        Redaction redaction,
        Optional<StatusOrder> status,
        About about,
        Supplier<ConfigReload.Status> configuration) {

    /** Returns a copy that shows the state of the configuration file. */
    public PageSources with(ConfigReload reloading) {
        return new PageSources(past, letters, redaction, status, about, reloading::status);
    }

    /** Returns the state of a file that is read only at startup. */
    public static ConfigReload.Status unchanged(About about) {
        return new ConfigReload.Status(true, about.startedAt(), about.startedAt(), List.of(), List.of());
    }
}
