package io.dogwatch.app.simulate;

import io.dogwatch.config.ConfigurationFaultsException;
import io.dogwatch.model.ContainerSelector;
import io.dogwatch.model.DurationText;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.TargetId;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;

/**
 * What a person wants replayed.
 *
 * @param history empty for the journal of the configuration
 * @param target a glob over the name, or over host/name
 */
record ReplayOrder(
        Path config, Optional<Path> against, Optional<Path> history, String target, String since, boolean json) {

    static ReplayOrder of(String config, Namespace said) {
        return new ReplayOrder(
                Path.of(config),
                Optional.ofNullable(said.getString("against")).map(Path::of),
                Optional.ofNullable(said.getString("history"))
                        .filter(text -> !text.equals("journal"))
                        .map(Path::of),
                said.getString("target"),
                said.getString("since"),
                Boolean.TRUE.equals(said.getBoolean("json")));
    }

    boolean isAbout(TargetId id) {
        return ContainerSelector.glob(target, id.name()) || ContainerSelector.glob(target, id.toString());
    }

    /** @throws ConfigurationFaultsException if it is neither a duration nor a time */
    Instant begin(Instant now) throws ConfigurationFaultsException {
        Optional<Duration> back = DurationText.read(since);
        if (back.isPresent()) {
            return now.minus(back.get());
        }
        try {
            return Instant.parse(since);
        } catch (DateTimeException e) {
            throw new ConfigurationFaultsException(
                    "--since",
                    List.of(
                            "\"" + PlainText.line(since, 80)
                                    + "\" is neither a duration such as 12h, 7d or 30d nor a time such as 2026-03-01T03:00:00Z"));
        }
    }
}
