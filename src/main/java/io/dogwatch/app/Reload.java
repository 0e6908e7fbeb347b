package io.dogwatch.app;

import io.dogwatch.config.DogwatchConfiguration;
import io.dogwatch.config.RestartRequiredKeys;
import io.dogwatch.config.Settings;
import io.dogwatch.metrics.Exposition;
import io.dogwatch.model.PlainText;
import io.dogwatch.notify.MailRenderer;
import io.dogwatch.notify.RefusalMail;
import io.dogwatch.web.action.ConfigReload;
import io.dropwizard.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads the configuration when its file changes or on request. A valid configuration becomes active as a whole,
 * except for settings that need a restart. An invalid one is rejected and reported. Thread-safe.
 */
final class Reload implements ConfigReload {

    /**
     * How often to call {@link #poll}. The file is polled because inotify reports nothing for a file that is
     * mounted into a container or lies on a network disk.
     */
    static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final int MAX_FAULT_LENGTH = 500;

    private final DogwatchConfiguration started;

    /** What holds now: who was removed since the start must not come back. */
    private Settings inForce;

    private final Consumer<Settings> household;
    private final Exposition exposition;
    private final Consumer<List<String>> people;
    private final InstantSource clock;
    private volatile Status standing;

    /** What was read last, and what was seen at the last look. */
    private String read;

    private String seen;
    private List<String> told = List.of();

    /**
     * @param started the configuration at startup
     * @param household activates other settings, or throws and keeps the previous ones
     * @param people receives the errors, once for the same errors; must return immediately
     */
    Reload(
            DogwatchConfiguration started,
            Consumer<Settings> household,
            Exposition exposition,
            Consumer<List<String>> people,
            InstantSource clock) {
        this.started = started;
        this.inForce = started.settings();
        this.household = household;
        this.exposition = exposition;
        this.people = people;
        this.clock = clock;
        this.read = stamp();
        this.seen = read;
        this.standing = new Status(true, clock.instant(), clock.instant(), List.of(), List.of());
        exposition.configurationRead(clock.instant());
    }

    /** Sends mails to the configured recipients. */
    static Consumer<List<String>> letters(Path file, Supplier<Settings> settings, InstantSource clock) {
        return faults -> Thread.startVirtualThread(() -> {
            Settings now = settings.get();
            String machine = FatalMailer.machine();
            MailRenderer writer = new MailRenderer(machine, now.mail().publicUrl(), ZoneId.systemDefault());
            LOG.info(
                    "rejected configuration: {}",
                    new RefusalMail(now.mail(), writer, now.maildir(), machine).send(file, faults, clock.instant()));
        });
    }

    @Override
    public Status status() {
        return standing;
    }

    /** Reloads the file if it has changed and is no longer being written. */
    synchronized void poll() {
        String now = stamp();
        boolean isSettled = now.equals(seen);
        seen = now;
        if (isSettled && !now.equals(read)) {
            readAgain();
        }
    }

    @Override
    public synchronized Status readAgain() {
        read = stamp();
        try {
            DogwatchConfiguration wanted = started.again();
            List<String> later = RestartRequiredKeys.changes(started, wanted);
            Settings kept = RestartRequiredKeys.kept(inForce, wanted.settings());
            household.accept(kept);
            inForce = kept;
            accepted(later, wanted.settings());
        } catch (ConfigurationException e) {
            refused(List.copyOf(e.getErrors()));
        } catch (IOException e) {
            refused(List.of("it cannot be read: " + e));
        } catch (RuntimeException e) {
            refused(List.of("it cannot be put into force: " + e));
        }
        return standing;
    }

    private void accepted(List<String> later, Settings now) {
        Instant at = clock.instant();
        standing = new Status(true, at, at, List.of(), later);
        told = List.of();
        exposition.configurationRead(at);
        LOG.info("configuration loaded rules={}", now.watch().size());
        now.warnings().forEach(warning -> LOG.warn("config {}", warning));
        if (!later.isEmpty()) {
            LOG.warn("configuration needs a restart: {}", String.join(", ", later));
        }
    }

    private void refused(List<String> faults) {
        List<String> lines = faults.stream()
                .map(fault -> PlainText.line(fault, MAX_FAULT_LENGTH))
                .toList();
        standing = new Status(false, standing.readAt(), clock.instant(), lines, standing.needsRestart());
        exposition.configurationRefused();
        LOG.warn("configuration rejected, previous configuration kept errors={}", lines.size());
        lines.forEach(line -> LOG.warn("config {}", line));
        if (!lines.equals(told)) {
            told = lines;
            people.accept(lines);
        }
    }

    /** Changes whenever the file does, also when it is replaced or a link to it is. */
    private String stamp() {
        return started.file().map(Reload::stamp).orElse("no file");
    }

    private static String stamp(Path file) {
        try {
            Path real = file.toRealPath();
            BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class);
            return real + " " + now.fileKey() + " " + now.lastModifiedTime().toInstant() + " " + now.size();
        } catch (IOException e) {
            return "cannot be seen: " + e;
        }
    }
}
