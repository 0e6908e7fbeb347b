package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.Policy;
import java.util.Optional;

/** Detects targets that alternate between failing and passing. Uses hysteresis to keep the result itself stable. */
final class FlapDetector {

    private FlapDetector() {}

    static void keep(Evaluation draft) {
        Policy.Flapping flapping = draft.policy().flapping();
        if (flapping.changes() == 0) {
            draft.flapping = false;
            return;
        }
        boolean allCalm = true;
        for (Check check : draft.watch.checks()) {
            Optional<Double> share = draft.streak(check).changes(flapping);
            if (share.isPresent() && share.get() >= flapping.high()) {
                draft.flapping = true;
                return;
            }
            // A check with few outcomes cannot show yet that it has become stable.
            allCalm &= !(check instanceof Check.Probed) || (share.isPresent() && share.get() < flapping.low());
        }
        draft.flapping &= !allCalm;
    }

    /** Returns a failure that describes the check with the most changes. */
    static Failure failure(Evaluation draft) {
        Policy.Flapping flapping = draft.policy().flapping();
        Check worst = draft.watch.checks().getFirst();
        double most = -1;
        for (Check check : draft.watch.checks()) {
            double share = draft.streak(check).changes(flapping).orElse(0.0);
            if (share > most) {
                most = share;
                worst = check;
            }
        }
        String detail = "changed " + Math.round(most * flapping.changes()) + " times in the last " + flapping.changes()
                + " outcomes";
        return new Failure(worst.name(), worst.kind(), Cause.FLAPPING, detail, 1, 1);
    }
}
