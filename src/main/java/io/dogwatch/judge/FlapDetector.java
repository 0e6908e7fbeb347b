package io.dogwatch.judge;

import io.dogwatch.model.Cause;
import io.dogwatch.model.Check;
import io.dogwatch.model.Policy;
import java.util.Optional;

/** Detects targets that alternate between failing and passing. Uses hysteresis to keep the result itself stable. */
final class FlapDetector {

    private FlapDetector() {}

    static void update(Evaluation eval) {
        Policy.Flapping flapping = eval.policy().flapping();
        if (flapping.changes() == 0) {
            eval.flapping = false;
            return;
        }
        boolean allCalm = true;
        for (Check check : eval.watch.checks()) {
            Optional<Double> share = eval.streak(check).changes(flapping);
            if (share.isPresent() && share.get() >= flapping.high()) {
                eval.flapping = true;
                return;
            }
            // A check with few outcomes cannot show yet that it has become stable.
            allCalm &= !(check instanceof Check.Probed) || (share.isPresent() && share.get() < flapping.low());
        }
        eval.flapping &= !allCalm;
    }

    /** Returns a failure that describes the check with the most changes. */
    static Failure failure(Evaluation eval) {
        Policy.Flapping flapping = eval.policy().flapping();
        Check worst = eval.watch.checks().getFirst();
        double highest = -1;
        for (Check check : eval.watch.checks()) {
            double share = eval.streak(check).changes(flapping).orElse(0.0);
            if (share > highest) {
                highest = share;
                worst = check;
            }
        }
        String detail = "changed " + Math.round(highest * flapping.changes()) + " times in the last "
                + flapping.changes() + " outcomes";
        return new Failure(worst.name(), worst.kind(), Cause.FLAPPING, detail, 1, 1);
    }
}
