package io.dogwatch.target;

import java.util.List;

/**
 * A TCP connection to the container must be accepted, and the conversation, if any, must go as said.
 *
 * @param steps the conversation in order; empty means that connecting is enough
 */
public record TcpCheck(String name, Thresholds thresholds, Schedule schedule, int port, List<Step> steps)
        implements Check.Probed {

    /** One step of the conversation. */
    public sealed interface Step {

        /** Sends these characters as UTF-8, nothing added. */
        record Send(String text) implements Step {}

        /** Reads until this linear-time (RE2) pattern is found in what has come since the last step; 64 KiB at most. */
        record Expect(String pattern) implements Step {}
    }

    public TcpCheck {
        steps = List.copyOf(steps);
    }

    @Override
    public String kind() {
        return "tcp";
    }
}
