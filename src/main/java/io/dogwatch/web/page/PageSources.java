package io.dogwatch.web.page;

import io.dogwatch.evidence.Redaction;
import io.dogwatch.web.deed.Reloading;
import io.dogwatch.web.report.About;
import io.dogwatch.web.report.Letters;
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
        Past past,
        Letters letters,
        Redaction redaction,
        Optional<StatusOrder> status,
        About about,
        Supplier<Reloading.Standing> configuration) {

    /** The same, which also shows how the configuration file stands. */
    public PageSources with(Reloading reloading) {
        return new PageSources(past, letters, redaction, status, about, reloading::standing);
    }

    /** Of a file that is read at the start only. */
    public static Reloading.Standing unchanged(About about) {
        return new Reloading.Standing(true, about.startedAt(), about.startedAt(), List.of(), List.of());
    }
}
