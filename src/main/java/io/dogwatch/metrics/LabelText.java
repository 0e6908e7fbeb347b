package io.dogwatch.metrics;

import io.dogwatch.target.PlainText;

/** Makes a name that somebody else chose fit to be a label's value. */
final class LabelText {

    /** The longest value, in characters; Docker itself sets a container's name no bound. */
    static final int LONGEST = 128;

    private LabelText() {}

    /**
     * The name on one line of at most {@link #LONGEST} characters. A changed name gets a hash of the original, since two
     * series with equal labels would make the whole scrape fail.
     */
    static String of(String name) {
        String line = PlainText.line(name, LONGEST);
        if (line.equals(name)) {
            return line;
        }
        String mark = "~" + Integer.toHexString(name.hashCode());
        return PlainText.line(name, LONGEST - mark.length()) + mark;
    }
}
