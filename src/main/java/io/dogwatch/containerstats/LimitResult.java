package io.dogwatch.containerstats;

import io.dogwatch.model.Cause;

/** What one limit of a resource check found. */
sealed interface LimitResult {

    /** Within the limit. */
    record Within() implements LimitResult {}

    /** Beyond it, and for long enough. */
    record Beyond(Cause cause, String text) implements LimitResult {}

    /** Not known, and why. */
    record Unknown(String why) implements LimitResult {}

    LimitResult WITHIN = new Within();
}
