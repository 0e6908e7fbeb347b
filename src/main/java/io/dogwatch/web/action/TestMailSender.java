package io.dogwatch.web.action;

import java.util.List;

/** Sends test mails to the mail receivers. Thread-safe. */
public interface TestMailSender {

    /** Returns the names of the mail receivers; the first one is the default. */
    List<String> receivers();

    /**
     * Sends a test mail and waits for the result.
     *
     * @param receiver one of {@link #receivers}
     */
    Answer run(String receiver);

    /**
     * @param accepted whether a server accepted the mail, or it was written to disk
     * @param attempts one per server, in the order of the attempts
     */
    record Answer(
            String receiver, boolean accepted, List<String> recipients, String messageId, List<Attempt> attempts) {
        public Answer {
            recipients = List.copyOf(recipients);
            attempts = List.copyOf(attempts);
        }
    }

    /** @param advice how to fix a failure; empty on success */
    record Attempt(String server, boolean accepted, List<Step> steps, String advice) {
        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param name such as {@code connect}, {@code AUTH} or {@code RCPT TO}
     * @param succeeded whether the step succeeded
     * @param text one line
     */
    record Step(String name, boolean succeeded, String text) {}
}
