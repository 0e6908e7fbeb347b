package io.dogwatch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines();
    private final List<String> ended = new ArrayList<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void whatIsHeldIsClosedWhenTheTimeIsUpAndNotBefore() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Deadlines.Deadline deadline = deadlines.start(Duration.ofMillis(50), closed::countDown);

        closed.await();

        assertThat(deadline.took()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(deadline.end()).isNotEqualTo(Deadlines.End.NONE);
    }

    @Test
    void aShorterDeadlineThatStartsLaterEndsFirst() throws Exception {
        CountDownLatch closed = new CountDownLatch(2);
        deadlines.start(Duration.ofMillis(400), () -> end("long", closed));
        deadlines.start(Duration.ofMillis(20), () -> end("short", closed));

        closed.await();

        assertThat(ended).containsExactly("short", "long");
    }

    @Test
    void aStoppedClockClosesNothing() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        deadlines.start(Duration.ofMillis(20), first::countDown).close();
        deadlines.start(Duration.ofMillis(60), second::countDown);

        second.await();

        assertThat(first.getCount()).isEqualTo(1);
    }

    @Test
    void manyThatStartImmediatelyAllEnd() throws Exception {
        int count = 2000;
        CountDownLatch closed = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int millis = 1 + i % 37;
            Thread.ofVirtual().start(() -> {
                try {
                    deadlines.start(Duration.ofMillis(millis), closed::countDown);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEndsWhatIsOpenAndRefusesWhatIsNew() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Deadlines.Deadline deadline = deadlines.start(Duration.ofHours(1), closed::countDown);

        deadlines.close();

        assertThat(closed.getCount()).isZero();
        assertThat(deadline.end()).isEqualTo(Deadlines.End.SHUT_DOWN);
        assertThatThrownBy(() -> deadlines.start(Duration.ofHours(1), () -> {})).isInstanceOf(IOException.class);
    }

    private void end(String name, CountDownLatch closed) {
        synchronized (ended) {
            ended.add(name);
        }
        closed.countDown();
    }
}
