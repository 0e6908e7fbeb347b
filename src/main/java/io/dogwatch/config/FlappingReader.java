package io.dogwatch.config;

import io.dogwatch.model.ByteSizes;
import io.dogwatch.model.Policy.Flapping;
import java.util.Optional;

/**
 * Reads when a check is called flapping. It keeps people from being flooded, so a label may have that said sooner and for
 * longer, and can neither switch it off nor count otherwise.
 */
final class FlappingReader {

    private static final double LEAST_HIGH = 0.01;

    private FlappingReader() {}

    /** @param parent the section that contains {@code flapping} */
    static Flapping read(ConfigSection parent, Flapping fallback) {
        Optional<ConfigSection> section = parent.sectionUnlessOff("flapping", "flapping");
        if (section.isPresent()) {
            // Whoever writes one of its keys wants it, and the standard for the others.
            Flapping flapping = flapping(section.get(), isOff(fallback) ? Flapping.DEFAULT : fallback, isOff(fallback));
            return parent.has("flapping") ? flapping : fallback;
        }
        if (parent.isLabel("flapping") && !isOff(fallback)) {
            LabelLimits.refuse(parent, "flapping", "off", "keys: flapping");
            return fallback;
        }
        return new Flapping(0, fallback.low(), fallback.high());
    }

    private static boolean isOff(Flapping flapping) {
        return flapping.changes() == 0;
    }

    /** @param isFree whether a label may say what it likes, since anything is stricter than nothing */
    private static Flapping flapping(ConfigSection section, Flapping fallback, boolean isFree) {
        Flapping flapping = new Flapping(
                section.number("changes", fallback.changes(), 5, 30),
                isFree
                        ? section.share("low", fallback.low(), 0, 1)
                        : LabelLimits.shareAtMost(section, "low", fallback.low(), 0, 1),
                isFree
                        ? section.share("high", fallback.high(), LEAST_HIGH, 1)
                        : LabelLimits.shareAtMost(section, "high", fallback.high(), LEAST_HIGH, 1));
        if (section.isLabel("changes") && !isFree && flapping.changes() != fallback.changes()) {
            LabelLimits.refuse(
                    section, "changes", Integer.toString(flapping.changes()), Integer.toString(fallback.changes()));
        }
        if (flapping.low() > flapping.high()) {
            section.fault(
                    section.has("low") ? "low" : "high",
                    section.has("low")
                            ? "must not exceed high (" + ByteSizes.share(flapping.high()) + "), but is "
                                    + ByteSizes.share(flapping.low())
                            : "must be at least low (" + ByteSizes.share(flapping.low()) + "), but is "
                                    + ByteSizes.share(flapping.high()));
        }
        section.rejectUnknown();
        return flapping;
    }
}
