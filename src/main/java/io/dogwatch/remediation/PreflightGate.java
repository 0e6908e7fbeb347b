package io.dogwatch.remediation;

import io.dogwatch.judge.Intent;
import io.dogwatch.model.TargetId;
import java.util.Optional;

/**
 * Checked right before an intent's call, because conditions may have changed during the evidence gathering and the wait
 * for a free slot. May take as long as a probe. Thread-safe.
 */
public interface PreflightGate {

    /** Permits every call. */
    PreflightGate OPEN = (target, intent) -> Optional.empty();

    /** Returns why the call must not be made, in one readable line; empty if it is permitted. */
    Optional<String> objection(TargetId target, Intent intent);
}
