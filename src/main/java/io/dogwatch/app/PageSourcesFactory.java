package io.dogwatch.app;

import io.dogwatch.config.Settings;
import io.dogwatch.evidence.Redaction;
import io.dogwatch.journal.ReportStore;
import io.dogwatch.model.TargetId;
import io.dogwatch.notify.MaildirReader;
import io.dogwatch.report.CheckBand;
import io.dogwatch.report.Period;
import io.dogwatch.report.UptimeSlice;
import io.dogwatch.report.Uptimes;
import io.dogwatch.web.page.ChartHistory;
import io.dogwatch.web.page.PageSources;
import io.dogwatch.web.page.StatusOrder;
import io.dogwatch.web.view.About;
import io.dogwatch.web.view.SentMails;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts together what only the pages show. */
final class PageSourcesFactory {

    private PageSourcesFactory() {}

    /** @param inForce those that may change while Dogwatch runs */
    static PageSources sources(
            Settings settings,
            Supplier<Settings> inForce,
            Uptimes uptimes,
            ReportStore store,
            Redaction redaction,
            String version,
            InstantSource clock) {
        About about =
                About.of(version, clock.instant(), settings.store().dataDir().toString());
        return new PageSources(
                new Records(uptimes, store, clock),
                new Maildir(inForce),
                redaction,
                settings.statusPage().map(status -> new StatusOrder(status.title(), status.targets())),
                about,
                () -> PageSources.unchanged(about));
    }

    private record Records(Uptimes uptimes, ReportStore store, InstantSource clock) implements ChartHistory {

        @Override
        public UptimeSlice day(TargetId target) {
            return uptimes.day(target);
        }

        @Override
        public UptimeSlice month(TargetId target) {
            return uptimes.month(target);
        }

        @Override
        public Map<String, List<CheckBand>> bands(TargetId target, Duration last) {
            Instant now = clock.instant();
            Period period = new Period(now.minus(last), now);
            return CheckBand.of(store.history(target, period.from()), period);
        }
    }

    /** There is one as long as mails go to no server. */
    private record Maildir(Supplier<Settings> settings) implements SentMails {

        private Optional<MaildirReader> reader() {
            Settings now = settings.get();
            return now.mail().servers().isEmpty() ? Optional.of(new MaildirReader(now.maildir())) : Optional.empty();
        }

        @Override
        public Listing newest(int skip, int limit) {
            return reader().map(reader -> listing(reader, skip, limit)).orElse(Listing.EMPTY);
        }

        private static Listing listing(MaildirReader reader, int skip, int limit) {
            MaildirReader.Page part = reader.newest(skip, limit);
            return new Listing(
                    reader.folder().toString(),
                    part.total(),
                    part.envelopes().stream().map(Maildir::envelope).toList());
        }

        @Override
        public Optional<Letter> letter(String file) {
            return reader().flatMap(reader -> reader.letter(file))
                    .map(letter -> new Letter(
                            envelope(letter.envelope()), letter.envelope().from(), letter.text(), letter.attached()));
        }

        @Override
        public Optional<InputStream> raw(String file) {
            return reader().flatMap(reader -> reader.raw(file));
        }

        private static Envelope envelope(MaildirReader.Envelope one) {
            return new Envelope(one.file(), one.subject(), one.to(), one.at().orElse(null));
        }
    }
}
