package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.BreakerPolicy;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ContainerSnapshot;
import io.dogwatch.model.Incarnation;
import io.dogwatch.model.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log says of a check is seen like what a probe says. */
class LogOutcomesTest {

    private static final Outcome UNREADABLE =
            Outcome.inconclusive(Cause.LOG_UNREADABLE, "log driver none does not support reading");

    @TempDir
    Path folder;

    @Test
    void anUnreadableLogAppearsAtItsCheck() {
        try (Premises premises =
                new Premises(folder, BreakerPolicy.DEFAULT).container("web").start()) {
            premises.logSays("web", life(premises), "beat", UNREADABLE);

            assertThat(seen(premises)).contains(UNREADABLE);
        }
    }

    @Test
    void outcomesOfAnotherIncarnationAreIgnored() {
        try (Premises premises =
                new Premises(folder, BreakerPolicy.DEFAULT).container("web").start()) {
            Incarnation now = life(premises);
            premises.logSays("web", now, "beat", Outcome.healthy(Duration.ZERO));

            Incarnation before =
                    new Incarnation(now.containerId(), now.startedAt().minusSeconds(60));
            premises.logSays("web", before, "beat", UNREADABLE);

            assertThat(seen(premises)).contains(Outcome.healthy(Duration.ZERO));
        }
    }

    private static Incarnation life(Premises premises) {
        premises.until(() -> premises.state("web").container().isPresent());
        return premises.state("web")
                .container()
                .flatMap(ContainerSnapshot::incarnation)
                .orElseThrow();
    }

    private static Optional<Outcome> seen(Premises premises) {
        return premises.supervisor
                .target(Premises.id("web"))
                .map(view -> view.lastProbes().get("beat"))
                .map(TargetView.LastProbe::outcome);
    }
}
