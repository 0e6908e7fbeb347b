package io.dogwatch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.model.Cause;
import org.junit.jupiter.api.Test;

/** What an exit code says, and what it does not. */
class ExitCodesTest {

    @Test
    void outOfMemoryIsDistinguishedFromAKill() {
        Story story =
                Story.running(Watches.bare()).died(137).sees(Story.lively().outOfMemory());

        assertThat(failure(story).cause()).isEqualTo(Cause.OUT_OF_MEMORY);
        assertThat(failure(story).detail()).isEqualTo("killed because it reached its memory limit (exit code 137)");
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void anInternalKillIsACrashAndNotOutOfMemory() {
        Story story = Story.running(Watches.bare()).crashes(137);

        assertThat(failure(story).cause()).isEqualTo(Cause.EXITED);
        assertThat(failure(story).detail()).isEqualTo("killed by signal 9 (exit code 137)");
        assertThat(story.restarts()).isEqualTo(1);
    }

    @Test
    void aManualKillIsAStop() {
        Story story = Story.running(Watches.bare()).signal(9).crashes(137);

        assertThat(story.reason()).isEqualTo(Reason.STOPPED_BY_PERSON);
        assertThat(story.everything).isEmpty();
    }

    @Test
    void codesUpTo128AreNotSignals() {
        assertThat(failure(Story.running(Watches.bare()).crashes(128)).detail()).isEqualTo("exited with code 128");
        assertThat(failure(Story.running(Watches.bare()).crashes(129)).detail())
                .isEqualTo("killed by signal 1 (exit code 129)");
        assertThat(failure(Story.running(Watches.bare()).crashes(192)).detail())
                .isEqualTo("killed by signal 64 (exit code 192)");
        assertThat(failure(Story.running(Watches.bare()).crashes(193)).detail()).isEqualTo("exited with code 193");
    }

    private static Failure failure(Story story) {
        return story.state.ledger().incident().orElseThrow().failure();
    }
}
