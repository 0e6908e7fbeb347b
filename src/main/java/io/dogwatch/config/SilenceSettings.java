package io.dogwatch.config;

import io.dogwatch.silence.SilenceSpec;
import java.util.List;

/**
 * What the operator wants to be left alone.
 *
 * @param maintenance in the order of writing; default none
 * @param restartsDisabled whether nothing at all may be done; default false
 */
public record SilenceSettings(List<SilenceSpec> maintenance, boolean restartsDisabled) {

    public static final SilenceSettings DEFAULT = new SilenceSettings(List.of(), false);

    public SilenceSettings {
        maintenance = List.copyOf(maintenance);
    }
}
