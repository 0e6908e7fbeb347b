package io.dogwatch.evidence;

import static io.dogwatch.evidence.StagedEngine.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.ContainerSpec;
import io.dogwatch.model.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class LastHealthyTest {

    private static final TargetId WEB = new TargetId("local", "web");
    private static final ContainerSpec OLD = new ContainerSpec(Map.of("image id", "1"), Map.of("environment A", "f"));
    private static final ContainerSpec NEW = new ContainerSpec(Map.of("image id", "2"), Map.of("environment A", "f"));

    private final StagedEngine engine = new StagedEngine();
    private final AtomicReference<Instant> now = new AtomicReference<>(STARTED);
    private final Map<TargetId, String> stored = new ConcurrentHashMap<>();
    private final LastHealthy.Store store = new LastHealthy.Store() {
        @Override
        public Optional<String> get(TargetId target) {
            return Optional.ofNullable(stored.get(target));
        }

        @Override
        public void put(TargetId target, String text) {
            stored.put(target, text);
        }
    };
    private LastHealthy lastHealthy = lastHealthy();

    @Test
    void theFirstMakeupThatIsSeenHealthyCountsImmediately() {
        seen(OLD, true);

        assertThat(known()).contains(OLD);
    }

    @Test
    void aNewMakeupCountsOnlyAfterTenMinutesOfHealth() {
        seen(OLD, true);
        engine.makeup = NEW;
        after(Duration.ofMinutes(10));
        after(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(known()).contains(OLD);

        after(Duration.ofSeconds(1));

        Awaitility.await().untilAsserted(() -> assertThat(known()).contains(NEW));
    }

    @Test
    void aNewMakeupThatSoonFailsNeverCounts() {
        seen(OLD, true);
        engine.makeup = NEW;
        after(Duration.ofMinutes(10));
        lastHealthy.judged(WEB, false, Optional.of(engine.container));
        after(Duration.ofMinutes(1));
        after(Duration.ofMinutes(9));

        assertThat(known()).contains(OLD);
    }

    @Test
    void anotherRunComparesWithWhatIsStoredAndKnowsNoValues() {
        seen(OLD, true);

        lastHealthy = lastHealthy();

        assertThat(known()).contains(OLD.withoutFingerprints());
        assertThat(stored.get(WEB)).startsWith("2026-01-01T00:00:00Z\n").doesNotContain("\tf");
    }

    @Test
    void theEngineIsAskedOnceForALifeAndThenEveryTenMinutes() {
        seen(OLD, true);
        for (int i = 0; i < 100; i++) {
            lastHealthy.judged(WEB, true, Optional.of(engine.container));
        }
        assertThat(engine.asked).hasSize(1);

        after(Duration.ofMinutes(10));

        assertThat(engine.asked).hasSize(2);
    }

    @Test
    void secretsInCommandsAndLabelsAreNotKept() {
        Map<String, String> parts =
                Map.of("command", "app --token abcdef", "label dogwatch.check.site.http.password", "hunter2");

        seen(new ContainerSpec(parts, Map.of()), true);

        assertThat(known().orElseThrow().parts().values())
                .containsExactlyInAnyOrder("app --token [redacted]", "[redacted]");
        assertThat(stored.get(WEB)).doesNotContain("abcdef", "hunter2");
    }

    private void seen(ContainerSpec makeup, boolean healthy) {
        engine.makeup = makeup;
        int asked = engine.asked.size();
        lastHealthy.judged(WEB, healthy, Optional.of(engine.container));
        Awaitility.await().until(() -> engine.asked.size() > asked && known().isPresent());
    }

    /** Time goes on, and the target is judged healthy once more. */
    private void after(Duration time) {
        now.updateAndGet(at -> at.plus(time));
        int asked = engine.asked.size();
        lastHealthy.judged(WEB, true, Optional.of(engine.container));
        if (time.toMinutes() >= 10) {
            Awaitility.await().until(() -> {
                lastHealthy.judged(WEB, true, Optional.of(engine.container));
                return engine.asked.size() > asked;
            });
        }
    }

    private Optional<ContainerSpec> known() {
        return lastHealthy.of(WEB).map(LastHealthy.Known::makeup);
    }

    private LastHealthy lastHealthy() {
        return new LastHealthy(engine, store, new Redaction(List.of()), now::get);
    }
}
