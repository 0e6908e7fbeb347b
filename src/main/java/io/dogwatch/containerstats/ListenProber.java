package io.dogwatch.containerstats;

import io.dogwatch.containerstats.Listener.Reach;
import io.dogwatch.model.Cause;
import io.dogwatch.model.ListenCheck;
import io.dogwatch.model.ListenCheck.On;
import io.dogwatch.model.Outcome;
import java.time.Duration;
import java.util.List;

/** Says whether a socket listens as a check wants it. Pure. */
final class ListenProber {

    private ListenProber() {}

    static Outcome judge(ListenCheck check, Listeners seen, Duration took) {
        List<Listener> there = seen.on(check.protocol(), check.port());
        if (there.isEmpty()) {
            if (!seen.isWhole()) {
                return Outcome.inconclusive(Cause.NOT_VISIBLE, "too many sockets to read");
            }
            return Outcome.unhealthy(Cause.NOT_LISTENING, seen.about(check.protocol(), check.port()), took);
        }
        if (check.on() == On.NETWORK && there.stream().allMatch(socket -> socket.reach() == Reach.LOOPBACK)) {
            return Outcome.unhealthy(Cause.LOOPBACK_ONLY, seen.about(check.protocol(), check.port()), took);
        }
        return Outcome.healthy(took);
    }
}
