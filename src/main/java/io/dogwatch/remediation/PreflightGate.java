package io.dogwatch.remediation;

import io.dogwatch.judge.Intent;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * Asked once more right before an intent's call: what was right when it was decided may have become wrong while its
 * evidence was gathered and while it waited for a place among the restarts in flight. Must be quick, and safe for use by
 * many threads.
 */
public interface PreflightGate {

    /** Always open. */
    PreflightGate OPEN = (target, intent) -> Optional.empty();

    /** Why the call must not be made after all, in one line for people; empty if it may. */
    Optional<String> objection(TargetId target, Intent intent);
}
