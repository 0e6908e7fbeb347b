package io.dogwatch.evidence;

/**
 * Removes secrets from consecutive lines of one log, including a private key over several lines, and the rest of a
 * key that began before the first line. For one thread.
 */
public final class LineRedaction {

    private enum Within {
        /** Nobody knows what stood before the first line. */
        PERHAPS,
        NOTHING,
        A_KEY
    }

    private final Redaction redaction;
    private Within within = Within.PERHAPS;
    private int hidden;

    public LineRedaction(Redaction redaction) {
        this.redaction = redaction;
    }

    /** The next line, without its end. */
    public String of(String line) {
        int begin = PrivateKey.begin(line);
        if (within == Within.A_KEY) {
            hidden += line.length();
            if (line.contains(PrivateKey.END) || hidden > PrivateKey.MAX_LENGTH) {
                within = Within.NOTHING;
            }
            return Redaction.MARK;
        }
        if (begin >= 0 && line.indexOf(PrivateKey.END, begin) < 0) {
            within = Within.A_KEY;
            hidden = 0;
        } else if (within == Within.PERHAPS) {
            if (PrivateKey.isLineOfKey(line)) {
                return Redaction.MARK;
            }
            within = Within.NOTHING;
        }
        return redaction.of(line);
    }
}
