package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.hold.HoldBook;
import io.dogwatch.journal.SqlJournal;
import io.dogwatch.report.ReportClerk;
import io.dogwatch.supervise.Fleet;
import io.dogwatch.target.ContainerSnapshot;
import io.dogwatch.target.LogRotation;
import io.dogwatch.target.TargetId;
import io.dogwatch.tell.Reminders;
import io.dogwatch.tell.ReportLetters;
import io.dogwatch.tell.SignedLinks;
import io.dogwatch.tell.Templates;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Furnishes what tells people, afresh for each settings that come into force. Stateless. */
record Office(SqlJournal journal, HoldBook holds, Optional<SignedLinks> links, InstantSource clock) {

    /** What works by one and the same settings. */
    record Desk(Settings settings, Post post, Reminders reminders, ReportClerk clerk) {}

    /** Throws if a template is of no use. */
    Post post(Settings settings) {
        Templates templates = templates(settings);
        return Post.of(settings, journal, links, letters(settings, templates), templates, clock);
    }

    Desk desk(Settings settings, Post post, Fleet fleet) {
        return new Desk(
                settings,
                post,
                new Reminders(
                        journal,
                        settings.telling(),
                        clock,
                        target -> holds.on(target, labels(fleet, target)).muted()),
                ReportDesk.clerk(
                        settings, journal, journal.reports(), fleet, letters(settings, templates(settings)), clock));
    }

    private static Map<String, String> labels(Fleet fleet, TargetId target) {
        return fleet.target(target)
                .flatMap(view -> view.state().container())
                .map(ContainerSnapshot::labels)
                .orElse(Map.of());
    }

    private ReportLetters letters(Settings settings, Templates templates) {
        return new ReportLetters(
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
