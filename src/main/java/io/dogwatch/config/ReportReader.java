package io.dogwatch.config;

import io.dogwatch.report.ReportSpec;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which reports are wanted, and when. */
final class ReportReader {

    /** Whoever names a report so often is caught at one of its first times. */
    private static final int TIMES_LOOKED_AT = 400;

    private static final Instant ANY = Instant.parse("2024-01-01T00:00:00Z");

    private ReportReader() {}

    static List<ReportSpec> read(ConfigSection notify) {
        List<ReportSpec> orders = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ConfigSection one : notify.sections("reports", "report", "cron")) {
            String name =
                    one.read("name", "report-1 and so on", NotifyReader.NAME).orElse("report-" + (names.size() + 1));
            if (!names.add(name)) {
                one.fault("name", "duplicate name " + UnknownKeyMessage.quote(name));
            }
            Optional<SilenceSchedule.Recurring> when = when(one);
            List<String> to = MailReader.anyAddresses(one, "to", "those of mail.to");
            one.rejectUnknown();
            when.ifPresent(time -> orders.add(new ReportSpec(name, time, to)));
        }
        return orders;
    }

    private static Optional<SilenceSchedule.Recurring> when(ConfigSection section) {
        Optional<String> cron = section.text("cron", "required", "five fields, such as 0 8 * * MON");
        String zone =
                section.text("timeZone", "UTC", "a name such as Europe/Berlin").orElse("UTC");
        if (cron.isEmpty()) {
            section.missing("cron", "allowed: five fields, such as 0 8 * * MON");
            return Optional.empty();
        }
        Optional<SilenceSchedule.Recurring> when = SilenceParser.beginnings(cron.get(), zone, section::fault);
        if (when.filter(ReportReader::isTooOften).isPresent()) {
            section.fault(
                    "cron",
                    UnknownKeyMessage.quote(cron.get())
                            + " matches more than once an hour; allowed: at least 1h apart");
            return Optional.empty();
        }
        return when;
    }

    private static boolean isTooOften(SilenceSchedule.Recurring when) {
        Optional<Instant> last = when.nextBegin(ANY);
        for (int i = 0; i < TIMES_LOOKED_AT && last.isPresent(); i++) {
            Optional<Instant> next = when.nextBegin(last.get());
            if (next.isPresent() && Duration.between(last.get(), next.get()).compareTo(ReportSpec.SHORTEST) < 0) {
                return true;
            }
            last = next;
        }
        return false;
    }
}
