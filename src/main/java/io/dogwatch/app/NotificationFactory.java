package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.LogRotation;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.Reminders;
import io.dogwatch.notify.ReportMails;
import io.dogwatch.notify.SignedLinks;
import io.dogwatch.notify.Templates;
import io.dogwatch.report.ReportScheduler;
import io.dogwatch.silence.SilenceRegistry;
import io.dogwatch.supervise.Fleet;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Builds the notification components for each configuration. Stateless. */
record NotificationFactory(
        SqlJournal journal, SilenceRegistry holds, Optional<SignedLinks> links, InstantSource clock) {

    /** What works by one and the same settings. */
    record Desk(Settings settings, Receivers post, Reminders reminders, ReportScheduler clerk) {}

    /** Throws if a template is of no use. */
    Receivers post(Settings settings) {
        Templates templates = templates(settings);
        return Receivers.of(settings, journal, links, messages(settings, templates), templates, clock);
    }

    Desk desk(Settings settings, Receivers post, Fleet fleet) {
        return new Desk(
                settings,
                post,
                new Reminders(
                        journal,
                        settings.telling(),
                        clock,
                        target -> holds.on(target, labels(fleet, target)).muted()),
                ReportFactory.clerk(
                        settings, journal, journal.reports(), fleet, messages(settings, templates(settings)), clock));
    }

    private static Map<String, String> labels(Fleet fleet, TargetId target) {
        return fleet.target(target)
                .flatMap(view -> view.state().container())
                .map(ContainerSnapshot::labels)
                .orElse(Map.of());
    }

    private ReportMails messages(Settings settings, Templates templates) {
        return new ReportMails(
                journal.reports(),
                journal.instanceId(),
                settings.mail().publicUrl(),
                templates,
                LogRotation.RUN_OPTION);
    }

    private static Templates templates(Settings settings) {
        return settings.telling().templates().map(Templates::of).orElse(Templates.BUILT_IN);
    }
}
