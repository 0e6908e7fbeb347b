package io.dogwatch.replay;

import io.dogwatch.judge.Decision;
import io.dogwatch.judge.TargetState;
import java.time.Instant;

/** A decision, when it was made, and the state it led to. */
public record TimedDecision(Instant at, Decision decision, TargetState state) {}
