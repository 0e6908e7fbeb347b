package io.dogwatch.app.simulate;

import io.dogwatch.config.ConfigurationFaultsException;
import io.dogwatch.config.PolicyTestReader;
import io.dogwatch.config.Settings;
import io.dogwatch.config.StoreSettings;
import io.dogwatch.discover.WatchRules;
import io.dogwatch.journal.HistoryReader;
import io.dogwatch.journal.StoreException;
import io.dogwatch.model.TargetId;
import io.dogwatch.replay.Difference;
import io.dogwatch.replay.PolicyReplay;
import io.dogwatch.replay.Recording;
import io.dogwatch.replay.ReplayCourse;
import io.dogwatch.replay.ReplayResult;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays what the journal has recorded, target by target, and prints what another policy would have decided. */
final class HistoryReplay {

    private final PolicyTestReader.Configurations configurations;
    private final PrintStream out;

    HistoryReplay(PolicyTestReader.Configurations configurations, PrintStream out) {
        this.configurations = configurations;
        this.out = out;
    }

    /**
     * @throws IOException if a file cannot be read
     * @throws ConfigurationException if something of the order cannot be used
     */
    void run(ReplayOrder order) throws IOException, ConfigurationException {
        Settings settings = configurations.read(order.config());
        WatchRules rules = settings.watchRules(Optional.empty());
        Optional<WatchRules> other = order.against().isPresent()
                ? Optional.of(configurations.read(order.against().get()).watchRules(Optional.empty()))
                : Optional.empty();
        Instant now = Instant.now();
        Instant begin = order.begin(now);
        Path place = order.history().orElse(settings.store().dataDir());
        List<Difference> differences = new ArrayList<>();
        try (HistoryReader history = history(order, settings.store(), place)) {
            Instant end = history.newest().orElse(now);
            for (TargetId target : history.targets()) {
                if (order.isAbout(target)) {
                    Recording recording = new Recording(
                            target, history.entries(target), history.incidents(target), history.restarts(target), end);
                    differences.add(difference(recording, rules, other, begin));
                }
            }
        } catch (StoreException e) {
            throw new ConfigurationFaultsException("--history", List.of(String.valueOf(e.getMessage())));
        }
        ReplayReport report = new ReplayReport(order, place, begin, differences);
        out.print(order.json() ? report.json() : report.text());
    }

    /** The named file, or the configured journal. */
    private static HistoryReader history(ReplayOrder order, StoreSettings store, Path place) {
        return store.postgres()
                .filter(address -> order.history().isEmpty())
                .map(address -> HistoryReader.open(address, place))
                .orElseGet(() -> HistoryReader.open(place));
    }

    private static Difference difference(
            Recording recording, WatchRules rules, Optional<WatchRules> other, Instant begin) {
        Instant end = recording.end();
        TargetId target = recording.target();
        ReplayCourse after = new PolicyReplay(recording, RuledWatches.of(rules, target.host(), target.name())).run();
        Optional<ReplayCourse> before =
                other.map(old -> new PolicyReplay(recording, RuledWatches.of(old, target.host(), target.name())).run());
        ReplayResult account = before.map(course -> ReplayResult.of(course, begin, end))
                .orElseGet(() -> ReplayResult.real(recording, begin, end));
        return new Difference(target, account, ReplayResult.of(after, begin, end), after.estimatedFrom(), after.gaps());
    }
}
