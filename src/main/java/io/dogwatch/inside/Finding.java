package io.dogwatch.inside;

import io.dogwatch.target.Cause;

/** What one limit of a resource check found. */
sealed interface Finding {

    /** Within the limit. */
    record Within() implements Finding {}

    /** Beyond it, and for long enough. */
    record Beyond(Cause cause, String text) implements Finding {}

    /** Not known, and why. */
    record Unknown(String why) implements Finding {}

    Finding WITHIN = new Within();
}
