package io.dogwatch.config;

import io.dogwatch.config.Notation.Answer.Meaning;
import io.dogwatch.config.Notation.Answer.Refusal;
import io.dogwatch.hold.OrderForm;
import io.dogwatch.hold.When;
import io.dogwatch.tell.Hours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads when a route or a channel counts, in the notation that labels have for maintenance. */
final class HoursReader {

    private static final Notation<When> TIME =
            new Notation<>("times such as 0 22 * * * for 9h in Europe/Berlin", HoursReader::time);

    private HoursReader() {}

    static Hours read(Section section) {
        return new Hours(section.times("during", TIME), section.times("outside", TIME));
    }

    private static Notation.Answer<When> time(String text) {
        List<String> faults = new ArrayList<>();
        Optional<When> when = OrderForm.label(text, (key, message) -> faults.add(message));
        return when.isPresent() && faults.isEmpty()
                ? new Meaning<>(when.get())
                : new Refusal<>(faults.isEmpty() ? "invalid time " + Words.quote(text) : faults.getFirst());
    }
}
