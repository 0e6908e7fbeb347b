package io.dogwatch.metrics;

import io.dogwatch.model.PlainText;

/** Converts an untrusted name to a label value. */
final class LabelText {

    /** The longest value, in characters; Docker itself sets a container's name no bound. */
    static final int MAX_LENGTH = 128;

    private LabelText() {}

    /**
     * The name on one line of at most {@link #MAX_LENGTH} characters. A changed name gets a hash of the original, since two
     * series with equal labels would make the whole scrape fail.
     */
    static String of(String name) {
        String line = PlainText.line(name, MAX_LENGTH);
        if (line.equals(name)) {
            return line;
        }
        String mark = "~" + Integer.toHexString(name.hashCode());
        return PlainText.line(name, MAX_LENGTH - mark.length()) + mark;
    }
}
