package io.dogwatch.web.view;

import io.dogwatch.judge.Streak;
import io.dogwatch.model.Check;
import io.dogwatch.model.PlainText;
import io.dogwatch.model.Thresholds;
import io.dogwatch.supervise.AddressView;
import io.dogwatch.supervise.TargetView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of one check and its probe address.
 *
 * @param streak such as {@code 2 of 3 failed}
 * @param address absent for a check without probes
 */
public record CheckStatus(
        CheckReport check,
        String severity,
        String streak,
        @Nullable Address address) {

    /**
     * The address of a probe.
     *
     * @param port inside the container
     * @param address the address and how it was found; absent if unknown
     * @param error why it is unknown; empty if it is known
     * @param skipped the unused addresses with the reasons
     */
    public record Address(int port, @Nullable String address, String error, List<String> skipped) {}

    static CheckStatus of(Check check, TargetView view, Optional<AddressView> address) {
        Streak streak = view.state().streaks().getOrDefault(check.name(), Streak.NONE);
        return new CheckStatus(
                CheckReport.of(check, view),
                check.severity().wireName(),
                streak(streak, check.thresholds()),
                address.map(CheckStatus::address).orElse(null));
    }

    private static Address address(AddressView view) {
        return new Address(
                view.port(),
                view.taken().map(text -> PlainText.line(text, 512)).orElse(null),
                PlainText.line(view.trouble(), 512),
                view.passedOver().stream()
                        .map(text -> PlainText.line(text, 512))
                        .toList());
    }

    private static String streak(Streak streak, Thresholds thresholds) {
        if (streak.failing() && streak.successes() > 0) {
            return "failing, " + streak.successes() + " of " + thresholds.success() + " passed";
        }
        if (streak.failing()) {
            return "failing, "
                    + (thresholds.failure() == 1 ? "threshold 1" : streak.failures() + " consecutive failures");
        }
        if (streak.failures() > 0) {
            return streak.failures() + " of " + thresholds.failure() + " failed";
        }
        return streak.successes() > 0 ? "passes" : "not checked yet";
    }
}
