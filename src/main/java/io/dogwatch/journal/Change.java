package io.dogwatch.journal;

import io.dogwatch.judge.TargetState;
import io.dogwatch.judge.Verdict;
import io.dogwatch.model.TargetId;
import java.time.Instant;

/**
 * One verdict that changes something, to be written as a whole or not at all.
 *
 * @param before the state that was judged
 * @param at when it was judged, by the wall clock
 */
public record Change(TargetId target, Instant at, TargetState before, Verdict verdict) {}
