package io.dogwatch.config;

import io.dogwatch.hold.OrderForm;
import io.dogwatch.hold.When;
import io.dogwatch.report.ReportOrder;
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

    static List<ReportOrder> read(Section notify) {
        List<ReportOrder> orders = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section one : notify.sections("reports", "report", "cron")) {
            String name =
                    one.read("name", "report-1 and so on", NotifyReader.NAME).orElse("report-" + (names.size() + 1));
            if (!names.add(name)) {
                one.fault("name", "duplicate name " + Words.quote(name));
            }
            Optional<When.Recurring> when = when(one);
            List<String> to = MailReader.anyAddresses(one, "to", "those of mail.to");
            one.rejectUnknown();
            when.ifPresent(time -> orders.add(new ReportOrder(name, time, to)));
        }
        return orders;
    }

    private static Optional<When.Recurring> when(Section section) {
        Optional<String> cron = section.text("cron", "required", "five fields, such as 0 8 * * MON");
        String zone =
                section.text("timeZone", "UTC", "a name such as Europe/Berlin").orElse("UTC");
        if (cron.isEmpty()) {
            section.missing("cron", "allowed: five fields, such as 0 8 * * MON");
            return Optional.empty();
        }
        Optional<When.Recurring> when = OrderForm.beginnings(cron.get(), zone, section::fault);
        if (when.filter(ReportReader::isTooOften).isPresent()) {
            section.fault(
                    "cron", Words.quote(cron.get()) + " matches more than once an hour; allowed: at least 1h apart");
            return Optional.empty();
        }
        return when;
    }

    private static boolean isTooOften(When.Recurring when) {
        Optional<Instant> last = when.nextBegin(ANY);
        for (int i = 0; i < TIMES_LOOKED_AT && last.isPresent(); i++) {
            Optional<Instant> next = when.nextBegin(last.get());
            if (next.isPresent() && Duration.between(last.get(), next.get()).compareTo(ReportOrder.SHORTEST) < 0) {
                return true;
            }
            last = next;
        }
        return false;
    }
}
