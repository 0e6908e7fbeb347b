package io.dogwatch.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dogwatch.judge.ActionResult;
import io.dogwatch.model.TargetId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may be lost of a burst, and what not. */
@Timeout(30)
class EventQueueTest {

    private final EventQueue mailbox = new EventQueue(new TargetId("local", "web"));

    private void fill() {
        do {
            mailbox.post(new TargetMessage.Inspect());
        } while (!mailbox.hasOverflown());
    }

    @Test
    void whatIsLostOfABurstIsSaidOnce() {
        fill();

        assertThat(mailbox.hasOverflown()).isFalse();
        mailbox.post(new TargetMessage.Inspect());
        assertThat(mailbox.hasOverflown()).isTrue();
    }

    @Test
    void theEndOfARemedyWaitsForItsPlace() throws InterruptedException {
        fill();
        TargetMessage ended = new TargetMessage.RemedyEnded("intent", new ActionResult.Failed("none"), Instant.EPOCH);

        mailbox.post(ended);

        assertThat(mailbox.hasOverflown()).isFalse();
        TargetMessage taken;
        do {
            taken = mailbox.take();
        } while (taken instanceof TargetMessage.Inspect);
        assertThat(taken).isEqualTo(ended);
    }

    @Test
    void manyNudgesAreOneMessageAndAreHeardOnce() {
        assertThat(mailbox.wasUnsure()).as("nothing is known at first").isTrue();

        mailbox.nudge();
        mailbox.nudge();

        assertThat(mailbox.waiting()).isEqualTo(1);
        assertThat(mailbox.wasUnsure()).isTrue();
        assertThat(mailbox.wasUnsure()).isFalse();
    }

    @Test
    void aNudgeIsHeardAlsoWhenTheMailboxIsFull() {
        mailbox.wasUnsure();
        fill();

        mailbox.nudge();

        assertThat(mailbox.wasUnsure()).isTrue();
    }
}
