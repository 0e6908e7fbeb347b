package io.dogwatch.tell;

import io.dogwatch.judge.Notice;
import io.dogwatch.target.Evidence;
import java.util.List;

/**
 * One way to reach people. An attempt has a deadline of its own and does not throw for what the other side does. A
 * repeated delivery of one notice can be recognised as such. Used by one thread at a time.
 */
public interface Channel {

    /** @param evidence all that was saved for the notice's incident, oldest first; may be empty */
    Delivery deliver(Notice notice, List<Evidence> evidence);
}
