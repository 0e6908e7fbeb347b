package io.dogwatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Check;
import io.dogwatch.model.HttpCheck;
import io.dogwatch.model.LogCheck;
import io.dogwatch.model.Policy.Mode;
import io.dogwatch.model.Severity;
import io.dogwatch.model.TcpCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All defaults in one place, as numbers and not as constants. */
class DefaultsTest {

    @Test
    void anEmptyFileObservesTheLocalEngine() {
        Settings settings = Texts.settings("");

        assertThat(settings).isEqualTo(Settings.DEFAULT);
        assertThat(settings.hosts()).singleElement().satisfies(host -> {
            assertThat(host.host()).isEqualTo("local");
            assertThat(host.endpoint()).isEqualTo("unix:///var/run/docker.sock");
            assertThat(host.tlsFolder()).isEmpty();
            assertThat(host.allowPlainTcp()).isFalse();
            assertThat(host.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
        });
        assertThat(settings.watch()).isEmpty();
        assertThat(settings.store().dataDir()).isEqualTo(Path.of("data"));
        assertThat(settings.store().retention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.store().retentionSize()).isEqualTo(1_073_741_824);
        assertThat(settings.store().historyRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.maildir()).isEqualTo(Path.of("data/maildir"));
        assertThat(settings.mail().servers()).isEmpty();
        assertThat(settings.statusPage()).isEmpty();
        assertThat(settings.evidence().within()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.evidence().maxSize()).isEqualTo(262_144);
        assertThat(settings.evidence().logLines()).isEqualTo(200);
        assertThat(settings.evidence().redact()).isEmpty();
        assertThat(settings.concurrency().restartsInFlight()).isEqualTo(4);
        assertThat(settings.concurrency().probesInFlight()).isEqualTo(256);
        assertThat(settings.resyncInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.breaker().enabled()).isTrue();
        assertThat(settings.breaker().targets()).isEqualTo(3);
        assertThat(settings.breaker().share()).isEqualTo(0.3);
        assertThat(settings.breaker().within()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.breaker().probeAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aRuleThatSaysNothingHealsOnStateAndHealth() {
        WatchRule rule = Texts.settings("watch: [{name: web}]").watch().getFirst();

        assertThat(rule.required()).isFalse();
        assertThat(rule.checks().stream().map(Check::kind)).containsExactly("state", "health");
        assertThat(rule.checks()).allSatisfy(check -> {
            assertThat(check.thresholds().failure()).isEqualTo(1);
            assertThat(check.thresholds().success()).isEqualTo(1);
        });
        assertThat(rule.policy().mode()).isEqualTo(Mode.HEAL);
        assertThat(rule.policy().announce()).isTrue();
        assertThat(rule.policy().startPeriod()).isEqualTo(Duration.ofSeconds(30));
        assertThat(rule.policy().restartDelay()).isEqualTo(Duration.ZERO);
        assertThat(rule.policy().recoveryTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(rule.policy().backoff().initial()).isEqualTo(Duration.ofSeconds(10));
        assertThat(rule.policy().backoff().factor()).isEqualTo(2.0);
        assertThat(rule.policy().backoff().cap()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.policy().backoff().jitter()).isEqualTo(0.2);
        assertThat(rule.policy().backoff().resetAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(rule.policy().budget().restarts()).isEqualTo(5);
        assertThat(rule.policy().budget().window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(rule.policy().budget().quarantine()).isEqualTo(Duration.ofHours(1));
        assertThat(rule.policy().successExitCodes()).isEmpty();
        assertThat(rule.policy().quorum().checks()).isEqualTo(1);
        assertThat(rule.policy().restart().timeout()).isEmpty();
        assertThat(rule.policy().restart().kill()).isTrue();
        assertThat(rule.policy().restart().before()).isEmpty();
        assertThat(rule.policy().restart().after()).isEmpty();
        assertThat(rule.policy().giveUpAfter()).isEqualTo(3);
        assertThat(rule.policy().crashLoop().crashes()).isEqualTo(5);
        assertThat(rule.policy().crashLoop().window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(rule.policy().crashLoop().stop()).isFalse();
        assertThat(rule.policy().flapping().changes()).isEqualTo(20);
        assertThat(rule.policy().flapping().low()).isEqualTo(0.2);
        assertThat(rule.policy().flapping().high()).isEqualTo(0.4);
        assertThat(rule.dependsOn()).isEmpty();
    }

    @Test
    void aCommandHasTenSeconds() {
        WatchRule rule = Texts.settings("watch: [{name: web, remedy: {before: {command: /opt/drain}}}]")
                .watch()
                .getFirst();

        assertThat(rule.policy().restart().before().getFirst().timeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anHttpCheckNeedsNothingButAPort() {
        HttpCheck check = (HttpCheck) check("{kind: http, port: 80}");

        assertThat(check.port()).isEqualTo(80);
        assertThat(check.scheme()).isEqualTo("http");
        assertThat(check.request().method()).isEqualTo("GET");
        assertThat(check.request().path()).isEqualTo("/");
        assertThat(check.request().headers()).isEmpty();
        assertThat(check.expected().statuses().toString()).isEqualTo("200-399");
        assertThat(check.expected().bodyMatches()).isEmpty();
        assertThat(check.expected().bodyMustNotMatch()).isEmpty();
        assertThat(check.expected().maxLatency()).isEmpty();
        assertThat(check.expected().bodyLimit()).isEqualTo(65_536);
        assertThat(check.tls()).isEmpty();
        assertThat(check.keepAlive()).isFalse();
        assertTiming(check);
    }

    @Test
    void aTcpCheckNeedsNothingButAPort() {
        TcpCheck check = (TcpCheck) check("{kind: tcp, port: 25}");

        assertThat(check.port()).isEqualTo(25);
        assertThat(check.steps()).isEmpty();
        assertTiming(check);
    }

    @Test
    void aLogCheckNeedsNothingButAMarker() {
        LogCheck check = (LogCheck) check("{kind: log, failure: FATAL, heartbeat: {pattern: alive, interval: 1m}}");

        assertThat(check.markers())
                .containsExactly(
                        new LogCheck.Marker.Failure("FATAL", LogCheck.Stream.BOTH, 1, Duration.ofMinutes(1)),
                        new LogCheck.Marker.Heartbeat("alive", LogCheck.Stream.BOTH, Duration.ofMinutes(1)));
        assertThat(check.clearAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(check.thresholds().failure()).isEqualTo(1);
        assertThat(check.thresholds().success()).isEqualTo(1);
    }

    @Test
    void aShortIntervalShortensTheDefaultTimeoutAndStartInterval() {
        HttpCheck check = (HttpCheck) check("{kind: http, port: 80, interval: 1s}");

        assertThat(check.schedule().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(check.schedule().startInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDiscoveredContainerIsOnlyObserved() {
        var watch = Settings.DEFAULT.watchRules(Optional.empty()).watch("local", "0123", "x", "y", Map.of());

        assertThat(watch.source()).isEqualTo("found");
        assertThat(watch.policy().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(watch.policy().announce()).isFalse();
        assertThat(watch.checks().stream().map(Check::kind)).containsExactly("state", "health");
        assertThat(watch.required()).isFalse();
        assertThat(watch.faults()).isEqualTo(List.of());
    }

    private static void assertTiming(Check.Probed check) {
        assertThat(check.schedule().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(check.schedule().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(check.schedule().startInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(check.thresholds().failure()).isEqualTo(3);
        assertThat(check.thresholds().window()).isEqualTo(3);
        assertThat(check.thresholds().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(check.thresholds().success()).isEqualTo(1);
    }

    private static Check check(String yaml) {
        return Texts.settings("watch: [{name: web, checks: {it: " + yaml + "}}]").watch().getFirst().checks().stream()
                .filter(check -> check.name().equals("it"))
                .findFirst()
                .orElseThrow();
    }
}
