package io.dogwatch.web.action;

import java.util.List;

/** The lines on which mail goes out, each of which can be tried. Safe for use by many threads. */
public interface TestMailSender {

    /** Their names; the first is what is told to everybody. */
    List<String> lines();

    /**
     * Sends a letter, and waits for what becomes of it.
     *
     * @param line one of {@link #lines}
     */
    Answer run(String line);

    /**
     * @param accepted the letter was taken, by a server or by the disk
     * @param attempts server by server, in the order in which they were asked
     */
    record Answer(String line, boolean accepted, List<String> recipients, String messageId, List<Attempt> attempts) {
        public Answer {
            recipients = List.copyOf(recipients);
            attempts = List.copyOf(attempts);
        }
    }

    /** @param advice what to do if something went wrong; else empty */
    record Attempt(String server, boolean accepted, List<Step> steps, String advice) {
        public Attempt {
            steps = List.copyOf(steps);
        }
    }

    /**
     * @param name such as {@code connect}, {@code AUTH} or {@code RCPT TO}
     * @param good whether it went on from there
     * @param words one line
     */
    record Step(String name, boolean good, String words) {}
}
