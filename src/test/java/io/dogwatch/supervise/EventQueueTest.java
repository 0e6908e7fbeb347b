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
        } while (!mailbox.hasOverflowed());
    }

    @Test
    void anOverflowIsReportedOnce() {
        fill();

        assertThat(mailbox.hasOverflowed()).isFalse();
        mailbox.post(new TargetMessage.Inspect());
        assertThat(mailbox.hasOverflowed()).isTrue();
    }

    @Test
    void theEndOfAnActionIsNeverLost() throws InterruptedException {
        fill();
        TargetMessage ended = new TargetMessage.ActionEnded("intent", new ActionResult.Failed("none"), Instant.EPOCH);

        mailbox.post(ended);

        assertThat(mailbox.hasOverflowed()).isFalse();
        TargetMessage accepted;
        do {
            accepted = mailbox.take();
        } while (accepted instanceof TargetMessage.Inspect);
        assertThat(accepted).isEqualTo(ended);
    }

    @Test
    void manyRefreshRequestsAreOneMessage() {
        assertThat(mailbox.takeRefreshRequest()).as("nothing is known at first").isTrue();

        mailbox.requestRefresh();
        mailbox.requestRefresh();

        assertThat(mailbox.waiting()).isEqualTo(1);
        assertThat(mailbox.takeRefreshRequest()).isTrue();
        assertThat(mailbox.takeRefreshRequest()).isFalse();
    }

    @Test
    void aRefreshRequestSurvivesAFullQueue() {
        mailbox.takeRefreshRequest();
        fill();

        mailbox.requestRefresh();

        assertThat(mailbox.takeRefreshRequest()).isTrue();
    }
}
