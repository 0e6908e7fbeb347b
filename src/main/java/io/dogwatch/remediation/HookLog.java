package io.dogwatch.remediation;

import io.dogwatch.judge.Intent;
import io.dogwatch.model.TargetId;

/** Told what became of each hook. Safe for use by many threads; what it throws is logged and changes nothing. */
@FunctionalInterface
public interface HookLog {

    void ended(TargetId target, Intent intent, HookReport report);
}
