package io.dogwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceParserTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final List<String> faults = new ArrayList<>();

    @Test
    void aMaintenanceFromNowOn() {
        SilenceSpec order = read("name=web*", "for=2h", "comment=new kernel", "createdBy=ops")
                .orElseThrow();

        assertThat(order.when()).isEqualTo(new SilenceSchedule.Once(NOW, NOW.plus(Duration.ofHours(2))));
        assertThat(order.holdsRestarts()).isTrue();
        assertThat(order.mutesNotifications()).isTrue();
        assertThat(order.line()).isEqualTo("maintenance by ops: new kernel");
    }

    @Test
    void aSilenceMutesOnly() {
        SilenceSpec order = read("project=shop", "until=2026-11-25T00:00:00+01:00", "restarts=allow")
                .orElseThrow();

        assertThat(order.word()).isEqualTo("silence");
        assertThat(order.holdsRestarts()).isFalse();
        assertThat(order.mutesNotifications()).isTrue();
        assertThat(order.when()).isEqualTo(new SilenceSchedule.Once(NOW, Instant.parse("2026-11-24T23:00:00Z")));
    }

    @Test
    void aMaintenanceWithNotifications() {
        assertThat(read("name=web", "for=1h", "notifications=send")
                        .orElseThrow()
                        .mutesNotifications())
                .isFalse();
    }

    @Test
    void aTimeWithoutOffsetUsesTheTimeZone() {
        SilenceSpec order = read(
                        "name=web", "from=2026-12-01 22:00", "until=2026-12-01T23:30", "timeZone=Europe/Berlin")
                .orElseThrow();

        assertThat(order.when())
                .isEqualTo(new SilenceSchedule.Once(
                        Instant.parse("2026-12-01T21:00:00Z"), Instant.parse("2026-12-01T22:30:00Z")));
    }

    @Test
    void aRecurringSilenceUsesItsTimeZoneOrUtc() {
        assertThat(read("name=web", "cron=0 3 * * SUN", "for=2h", "timeZone=Europe/Berlin")
                        .orElseThrow()
                        .when())
                .isEqualTo(SilenceParser.recurring("0 3 * * SUN", Duration.ofHours(2), "Europe/Berlin"));
        assertThat(((SilenceSchedule.Recurring) read("name=web", "cron=0 3 * * SUN", "for=2h")
                                .orElseThrow()
                                .when())
                        .zone())
                .isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void theMaximumIsThirtyDays() {
        assertThat(read("name=web", "for=30d")).isPresent();
        assertThat(read("name=web", "until=2026-12-24T12:00:00Z")).isPresent();
        assertThat(read("name=web", "until=2026-12-24T12:00:01Z")).isEmpty();
        assertThat(faults).containsExactly("until: \"2026-12-24T12:00:01Z\" must not be more than 30d after from");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "name=web | must have an end; set until, from with for, or cron with for",
                "name=web;from=2026-12-01T00:00 | must have an end; set until, from with for, or cron with for",
                "name=web;for=31d | for: 31d is out of range; allowed: 1m to 30d",
                "name=web;for=59s | for: 59s is out of range; allowed: 1m to 30d",
                "name=web;for=2 | for: must be a duration such as 90m, 2h or 1d, not \"2\"; allowed: 1m to 30d",
                "name=web;until=2026-11-24T12:00:00Z | until: \"2026-11-24T12:00:00Z\" must be after from (2026-11-24T12:00:00Z)",
                "name=web;from=2026-11-24T10:00Z;for=1h | for: \"1h\" is in the past; the time is now 2026-11-24T12:00:00Z",
                "name=web;until=tomorrow | until: invalid time \"tomorrow\"; allowed: a time such as 2026-12-01T22:00 or 2026-12-01T22:00:00+01:00",
                "name=web;until=9999-12-01T22:00 | until: \"9999-12-01T22:00\" must be in the years 2000 to 2200",
                "name=web;until=2026-11-25T00:00;for=1h | for: conflicts with until; use only one",
                "name=web;cron=0 3 * * SUN | for: is required; allowed: 1m to 30d",
                "name=web;cron=0 3 * * SUN;for=1h;until=2026-12-01T00:00 | until: conflicts with cron; set cron with for, or from with until",
                "name=web;cron=0 0 * * *;for=1d | cron: \"0 0 * * *\" with for: 1d never ends; must not exceed 30d without a gap",
                "name=web;cron=0 3 * *;for=1d | cron: \"0 3 * *\" is not a cron expression; allowed: minute, hour, day of the month, month, day of the week, such as 0 3 * * SUN",
                "name=web;for=1h;timeZone=Europe/Berlim | timeZone: unknown time zone \"Europe/Berlim\"; did you mean \"Europe/Berlin\"?",
                "for=1h | must select containers; set host, name, label, project or service (name: \"*\" selects all)",
                "host=locl;for=1h | host: unknown host \"locl\"; did you mean \"local\"?",
                "name=web;for=1h;restarts=hold;notifications=mut | notifications: unknown value \"mut\"; did you mean \"mute\"?",
                "name=web;for=1h;restarts=allow;notifications=send | has no effect; set restarts: hold or notifications: mute",
                "name=web;for=1h;nam=x | nam: unknown key; did you mean \"name\"?",
            })
    void faultsAreReported(String texts, String fault) {
        assertThat(read(texts.split(";"))).isEmpty();
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void allFaultsAreReportedTogether() {
        assertThat(read("host=x", "for=1y", "notifications=no", "nam=x")).isEmpty();
        assertThat(faults).hasSize(4);
    }

    @Test
    void aConfiguredSilenceNeedsAStartAndMayBePast() {
        Map<String, String> old = Map.of("name", "web", "from", "2020-01-01T00:00", "until", "2020-01-02T00:00");

        assertThat(SilenceParser.read(old, Set.of("local"), Optional.empty(), "config", this::note))
                .isPresent();
        assertThat(SilenceParser.read(
                        Map.of("name", "web", "for", "1h"), Set.of(), Optional.empty(), "config", this::note))
                .isEmpty();
        assertThat(faults).containsExactly("from: is required; allowed: a time such as 2026-12-01T22:00");
    }

    @Test
    void aLabelIsOneLine() {
        assertThat(SilenceParser.label("0 3 * * SUN for 2h", this::note))
                .contains(SilenceParser.recurring("0 3 * * SUN", Duration.ofHours(2), "UTC"));
        assertThat(SilenceParser.label(" @daily for 30m in Europe/Berlin ", this::note))
                .contains(SilenceParser.recurring("@daily", Duration.ofMinutes(30), "Europe/Berlin"));
        assertThat(SilenceParser.label("on sundays", this::note)).isEmpty();
        assertThat(faults)
                .containsExactly(
                        "invalid time \"on sundays\"; allowed: a time such as 0 3 * * SUN for 2h, or 0 3 * * SUN for 2h in Europe/Berlin");
    }

    @Test
    void textIsSanitized() {
        SilenceSpec order = read("name=web", "for=1h", "comment=a\nb\u001B[31m", "createdBy=ops\r\nX: y")
                .orElseThrow();

        assertThat(order.line()).isEqualTo("maintenance by ops X: y: a b [31m");
    }

    private Optional<SilenceSpec> read(String... texts) {
        Map<String, String> form = new HashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            form.put(
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        }
        return SilenceParser.read(form, Set.of("local"), Optional.of(NOW), "api", this::note);
    }

    private void note(String key, String message) {
        faults.add(key.isEmpty() ? message : key + ": " + message);
    }
}
