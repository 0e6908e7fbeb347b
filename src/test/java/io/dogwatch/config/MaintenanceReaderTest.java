package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.TargetId;
import io.dogwatch.model.Watch;
import io.dogwatch.silence.SilenceParser;
import io.dogwatch.silence.SilenceSchedule;
import io.dogwatch.silence.SilenceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaintenanceReaderTest {

    @Test
    void nothingIsHeldByDefault() {
        SilenceSettings hold = Texts.settings("").hold();

        assertThat(hold.maintenance()).isEmpty();
        assertThat(hold.restartsDisabled()).isFalse();
    }

    @Test
    void allRestartsCanBeDisabled() {
        assertThat(Texts.settings("restarts: disabled").hold().restartsDisabled())
                .isTrue();
        assertThat(Texts.settings("restarts: enabled").hold().restartsDisabled())
                .isFalse();
    }

    @Test
    void windowsRecurOrComeOnce() {
        SilenceSettings hold = Texts.settings("""
                hosts: {a: {endpoint: unix:///a}, b: {endpoint: unix:///b}}
                maintenance:
                  - {host: a, name: "web*", cron: "0 3 * * SUN", for: 2h, timeZone: Europe/Berlin, comment: backup}
                  - {project: shop, from: 2026-12-01T22:00, until: 2026-12-02T00:00, restarts: allow}
                  - {label: tier=batch, cron: "@daily", for: 1h, notifications: send}
                """).hold();

        assertThat(hold.maintenance()).hasSize(3);
        SilenceSpec weekly = hold.maintenance().getFirst();
        assertThat(weekly.when())
                .isEqualTo(SilenceParser.recurring("0 3 * * SUN", Duration.ofHours(2), "Europe/Berlin"));
        assertThat(weekly.holdsRestarts()).isTrue();
        assertThat(weekly.mutesNotifications()).isTrue();
        assertThat(weekly.createdBy()).isEqualTo("the configuration");
        assertThat(weekly.comment()).isEqualTo("backup");
        assertThat(weekly.scope().fits(new TargetId("a", "web1"), Map.of())).isTrue();
        assertThat(weekly.scope().fits(new TargetId("b", "web1"), Map.of())).isFalse();
        assertThat(hold.maintenance().get(1).word()).isEqualTo("silence");
        assertThat(hold.maintenance().get(1).when())
                .isEqualTo(new SilenceSchedule.Once(
                        Instant.parse("2026-12-01T22:00:00Z"), Instant.parse("2026-12-02T00:00:00Z")));
        assertThat(hold.maintenance().get(2).mutesNotifications()).isFalse();
    }

    @Test
    void aLabelForMaintenanceIsNoFault() {
        var watch = watchWithLabel("0 3 * * SUN for 2h in Europe/Berlin");

        assertThat(watch.faults()).isEmpty();
        assertThat(watch.policy().mode()).isEqualTo(Mode.HEAL);
    }

    @Test
    void aLabelThatCannotBeReadIsAFaultLikeAnyOther() {
        var watch = watchWithLabel("0 3 * * SON for 2h");

        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.faults())
                .containsExactly("dogwatch.maintenance: \"0 3 * * SON\" has SON for the day of the week;"
                        + " allowed: 0 to 7, SUN to SAT");
    }

    private static Watch watchWithLabel(String value) {
        return Texts.settings("watch: [{name: web}]")
                .watchRules(Optional.empty())
                .watch("local", "0123456789abcdef", "web", "nginx", Map.of("dogwatch.maintenance", value));
    }
}
