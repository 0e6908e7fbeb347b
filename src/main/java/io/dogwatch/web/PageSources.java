package io.dogwatch.web;

import io.dogwatch.evidence.Redaction;
import java.util.List;
import java.util.Optional;

/**
 * What only pages show.
 *
 * @param redaction takes secrets out of labels and log lines
 * @param status empty if there is no public status page
 */
public record PageSources(Past past, Letters letters, Redaction redaction, Optional<StatusOrder> status, About about) {

    /** Nothing but the version. */
    static PageSources none(About about) {
        return new PageSources(Past.NONE, Letters.NONE, new Redaction(List.of()), Optional.empty(), about);
    }
}
