package io.dogwatch.journal;

import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.TargetId;
import java.time.Instant;

/**
 * A verdict with changes, written in one transaction.
 *
 * @param before the judged state
 * @param at when it was judged, by the wall clock
 */
public record Change(TargetId target, Instant at, TargetState before, Verdict verdict) {}
