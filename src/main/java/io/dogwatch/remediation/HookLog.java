package io.dogwatch.remediation;

import io.dogwatch.judge.Intent;
import io.dogwatch.model.TargetId;

/** Receives the result of each hook. Must be thread-safe; exceptions are logged and otherwise ignored. */
@FunctionalInterface
public interface HookLog {

    void ended(TargetId target, Intent intent, HookReport report);
}
