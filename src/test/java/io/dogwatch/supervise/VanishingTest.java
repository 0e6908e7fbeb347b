package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.BreakerPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VanishingTest {

    @TempDir
    Path folder;

    /** Its meters are read from these views at each scrape, and go with them. */
    @Test
    void anUnreportedRemovalIsDetectedByTheNextResync() {
        try (Premises premises = new Premises(folder, BreakerPolicy.DEFAULT)
                .container("web")
                .container("db")
                .start()) {
            premises.engine.lose("web");
            assertThat(names(premises)).containsExactly("db", "web");

            premises.resync();

            premises.until(() -> names(premises).equals(List.of("db")));
        }
    }

    @Test
    void theVitalsOfAHostShowItsLastListAndBreaker() {
        try (Premises premises =
                new Premises(folder, BreakerPolicy.DEFAULT).container("web").start()) {
            premises.until(() -> premises.supervisor.vitals().stream()
                    .allMatch(vitals -> vitals.lastList().isPresent() && vitals.waiting() == 0));

            assertThat(premises.supervisor.vitals())
                    .singleElement()
                    .extracting(HostVitals::host, HostVitals::breaker, HostVitals::inTrouble)
                    .containsExactly("local", "closed", 0);
        }
    }

    private static List<String> names(Premises premises) {
        return premises.supervisor.targets().stream()
                .map(view -> view.watch().target().name())
                .toList();
    }
}
