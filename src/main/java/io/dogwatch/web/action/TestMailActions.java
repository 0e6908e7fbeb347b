package io.dogwatch.web.action;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.web.request.Requester;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Sends test mails, one at a time, because each can take minutes. Thread-safe. */
public final class TestMailActions {

    private final TestMailSender sender;
    private final Audit audit;
    private final Semaphore running = new Semaphore(1);

    TestMailActions(TestMailSender sender, Audit audit) {
        this.sender = sender;
        this.audit = audit;
    }

    /** Returns the mail receivers; the first one is the default. */
    public List<String> lines() {
        return sender.receivers();
    }

    /**
     * Sends a test mail and waits for the result.
     *
     * @param asked empty for the default receiver
     * @throws ClientErrorException 404 if the receiver is unknown, 409 while another test mail is in progress
     */
    public TestMailSender.Answer run(Optional<String> asked, Requester requester, String source) {
        String receiver = asked.orElse(sender.receivers().getFirst());
        if (!sender.receivers().contains(receiver)) {
            throw new NotFoundException("unknown receiver " + receiver + DidYouMean.of(receiver, sender.receivers())
                    + " Allowed: " + String.join(", ", sender.receivers()));
        }
        if (!running.tryAcquire()) {
            throw new ConflictException("another test mail is in progress; try again later");
        }
        audit.note("test-mail", receiver, requester, source);
        try {
            return sender.run(receiver);
        } finally {
            running.release();
        }
    }
}
