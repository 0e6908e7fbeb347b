package io.dogwatch.replay.policytest;

import java.time.Duration;

/** One thing that happens, and when. */
record StoryMoment(Duration at, StoryAction deed) {}
