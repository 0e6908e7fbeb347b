package io.dogwatch.web.action;

import io.dogwatch.model.DidYouMean;
import io.dogwatch.web.request.Requester;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Tries whether mail arrives: one trial at a time by whichever way, since each may take minutes. Thread-safe. */
public final class TestMailActions {

    private final TestMailSender trials;
    private final Audit audit;
    private final Semaphore one = new Semaphore(1);

    TestMailActions(TestMailSender trials, Audit audit) {
        this.trials = trials;
        this.audit = audit;
    }

    /** On which a letter can be sent; the first is what is told to everybody. */
    public List<String> lines() {
        return trials.lines();
    }

    /**
     * Waits for what becomes of it.
     *
     * @param asked empty for everybody's line
     * @throws ClientErrorException 404 if there is no such line, 409 while another trial is under way
     */
    public TestMailSender.Answer run(Optional<String> asked, Requester plea, String way) {
        String line = asked.orElse(trials.lines().getFirst());
        if (!trials.lines().contains(line)) {
            throw new NotFoundException("unknown receiver " + line + DidYouMean.of(line, trials.lines()) + " Allowed: "
                    + String.join(", ", trials.lines()));
        }
        if (!one.tryAcquire()) {
            throw new ConflictException("another test mail is in progress; try again later");
        }
        audit.note("test-mail", line, plea, way);
        try {
            return trials.run(line);
        } finally {
            one.release();
        }
    }
}
