package io.dogwatch.config;

import io.dogwatch.config.ValueParser.Answer.Meaning;
import io.dogwatch.config.ValueParser.Answer.Refusal;
import io.dogwatch.notify.Hours;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads when a route or a channel counts, in the notation that labels have for maintenance. */
final class HoursReader {

    private static final ValueParser<SilenceSchedule> TIME =
            new ValueParser<>("times such as 0 22 * * * for 9h in Europe/Berlin", HoursReader::time);

    private HoursReader() {}

    static Hours read(ConfigSection section) {
        return new Hours(section.times("during", TIME), section.times("outside", TIME));
    }

    private static ValueParser.Answer<SilenceSchedule> time(String text) {
        List<String> faults = new ArrayList<>();
        Optional<SilenceSchedule> when = SilenceParser.label(text, (key, message) -> faults.add(message));
        return when.isPresent() && faults.isEmpty()
                ? new Meaning<>(when.get())
                : new Refusal<>(faults.isEmpty() ? "invalid time " + UnknownKeyMessage.quote(text) : faults.getFirst());
    }
}
