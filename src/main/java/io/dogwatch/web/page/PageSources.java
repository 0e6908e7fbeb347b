package io.dogwatch.web.page;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.web.action.ConfigReload;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.SentMails;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What only pages show.
 *
 * @param redaction takes secrets out of labels and log lines
 * @param configuration how the configuration file stands now
 * @param status empty if there is no public status page
 */
public record PageSources(
        ChartHistory past,
        SentMails letters,
        Redaction redaction,
        Optional<StatusOrder> status,
        About about,
        Supplier<ConfigReload.Standing> configuration) {

    /** The same, which also shows how the configuration file stands. */
    public PageSources with(ConfigReload reloading) {
        return new PageSources(past, letters, redaction, status, about, reloading::standing);
    }

    /** Of a file that is read at the start only. */
    public static ConfigReload.Standing unchanged(About about) {
        return new ConfigReload.Standing(true, about.startedAt(), about.startedAt(), List.of(), List.of());
    }
}
