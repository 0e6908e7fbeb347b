package io.dogwatch.docker;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the engine's API, such as 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** Engine 20.10; the oldest in Debian's and Ubuntu's supported releases. */
    static final ApiVersion OLDEST = new ApiVersion(1, 41);

    /** The newest that docker-java 3.7's models are tested with; engines from 29 on speak nothing older. */
    static final ApiVersion NEWEST = new ApiVersion(1, 44);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    static Optional<ApiVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /**
     * The newest version that both sides speak.
     *
     * @param newest the engine's own
     * @param oldest the oldest that it still speaks
     * @throws EngineException of kind REJECTED if there is none; it says what to do
     */
    static ApiVersion common(String engine, ApiVersion newest, ApiVersion oldest) {
        if (newest.compareTo(OLDEST) < 0) {
            throw new EngineException(
                    EngineException.Kind.REJECTED,
                    "Docker engine " + engine + " supports API versions up to " + newest + "; Dogwatch requires "
                            + OLDEST + " (engine 20.10) or newer");
        }
        if (oldest.compareTo(NEWEST) > 0) {
            throw new EngineException(
                    EngineException.Kind.REJECTED,
                    "Docker engine " + engine + " requires API version " + oldest + " or newer"
                            + "; this Dogwatch supports up to " + NEWEST + ": upgrade Dogwatch");
        }
        return newest.compareTo(NEWEST) < 0 ? newest : NEWEST;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
