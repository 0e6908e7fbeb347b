package io.dogwatch.replay.story;

import java.time.Duration;

/** One thing that happens, and when. */
record Moment(Duration at, Deed deed) {}
