package io.dogwatch.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    @Test
    void whoHasWaitedLongEnoughGoesOnWithoutATurn() throws InterruptedException {
        Turns turns = new Turns(1, Duration.ofMillis(50));
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread slow = Thread.startVirtualThread(() -> turns.take(() -> {
            taken.countDown();
            await(end);
            return "slow";
        }));
        taken.await();

        assertThat(turns.take(() -> "in a hurry")).isEqualTo("in a hurry");

        assertThat(slow.isAlive()).isTrue();
        end.countDown();
        slow.join();
    }

    @Test
    void aPlaceIsFreeAgainWhateverHappened() {
        Turns turns = new Turns(1, Duration.ofDays(1));

        assertThatThrownBy(() -> turns.take(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(turns.take(() -> "next")).isEqualTo("next");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
